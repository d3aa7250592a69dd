package dev.rollcall.door;

/** Which limit closed a connection (section {@code http.limits}). */
public enum CloseReason {
    /** It was one too many in the process. */
    CONNECTIONS,
    /** It waited longest of too many that wait. */
    IDLE,
    /** It was kept alive for nothing for too long. */
    IDLE_TIME,
    /** Its request was not all there in time; a handshake that does not end is one. */
    REQUEST_TIME,
    /** It took longest of too many to take its answer. */
    ANSWERS,
    /** It did not take its answer in time. */
    ANSWER_TIME
}
