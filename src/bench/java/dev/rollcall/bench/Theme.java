package dev.rollcall.bench;

/** What a run is about. */
enum Theme {
    /** Broadcasts to streams over HTTP/1.1, each on a connection of its own; connecting; idle memory. */
    FAN_OUT("fan-out"),
    /** Connecting alone, also to a server that has warmed up before it listens. */
    STORM("storm"),
    /** A tenth of the clients reads nothing; beside the same work without such clients. */
    STALLED("stalled"),
    /** Broadcasts to streams over HTTP/2, many to a connection. */
    HTTP2("http2");

    private final String name;

    Theme(String name) {
        this.name = name;
    }

    /** As it is written on the command line and in the results. */
    @Override
    public String toString() {
        return name;
    }
}
