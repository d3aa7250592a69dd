package dev.rollcall.hub;

/** Why a client was sent away when it came. */
public enum Refusal {
    /** The server goes down. */
    SHUTDOWN,
    /** There are as many clients, or as many choices, as there may be; or too many came at once. */
    BUSY,
    /** There are as many clients of its address as there may be. */
    ADDRESS;

    /** What the client is told. */
    ByeReason bye() {
        return this == SHUTDOWN ? ByeReason.SHUTDOWN : ByeReason.BUSY;
    }
}
