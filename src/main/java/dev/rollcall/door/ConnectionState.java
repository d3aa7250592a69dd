package dev.rollcall.door;

/** What a connection is waited for. */
enum ConnectionState {
    /** It is new, or has begun a request, whose head is not all there. */
    ASKING,
    /** It is kept alive, and may ask again. */
    KEPT,
    /** It has asked, and nothing is due from it: we work on the answer, or it is a stream. */
    BUSY,
    /** It was given an answer that it has not taken. */
    ANSWERING,
    /** It is nobody's business any more. */
    GONE
}
