package dev.rollcall.hub;

/** Why a client is no more. */
public enum LeaveReason {
    /** It left by itself, or its connection broke. */
    LEFT,
    /** It was cut off, for it had taken nothing for {@code stream.lag}. */
    LAG,
    /** It was sent {@code bye}. */
    ENDED
}
