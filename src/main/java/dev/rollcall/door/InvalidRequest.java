package dev.rollcall.door;

/** What is no request that HTTP/1 understands here, by the status with which it is answered (RFC 9110, 15.5). */
public enum InvalidRequest {
    /** Garbage. */
    NOT_UNDERSTOOD(400),
    /** The first line is longer than {@code http.limits.uriSize}. */
    URI_TOO_LONG(414),
    /** The headers are larger than {@code http.limits.headerSize}; RFC 6585. */
    HEADERS_TOO_LARGE(431);

    private final int status;

    InvalidRequest(int status) {
        this.status = status;
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }
}
