package dev.rollcall.bench;

/**
 * What a contender is started with and says. The rest of its contract is HTTP/1.1, with keep-alive and pipelining:
 *
 * <ul>
 *   <li>{@code GET /events} answers a {@code text/event-stream} that stays open.
 *   <li>{@code POST /pub} answers 204; its body, which begins with {@code q=NUMBER t=NANOS} and has no line break, goes out as
 *       (part of) the data of one event to every stream. What else is on the stream is not counted.
 *   <li>{@code GET /stats} answers {@link SelfReport#json()}.
 *   <li>{@code POST /gc} calls {@link SelfReport#collectGarbage()} and answers 204.
 * </ul>
 */
final class Contract {
    static final String EVENTS = "/events";
    static final String PUBLISH = "/pub";
    static final String STATS = "/stats";
    static final String COLLECT = "/gc";

    /** What stands before the port in the one line that a contender prints. */
    static final String LISTENING = "listening port=";

    /** System property: the process without which a contender has nothing more to do. */
    static final String PARENT = "bench.parent";

    private static final int USAGE = 2;

    private Contract() {}

    /** The port in {@code --port N}, 0 for any free one. Ends the JVM when the arguments are something else. */
    static int port(String... arguments) {
        if (arguments.length == 2 && arguments[0].equals("--port") && arguments[1].matches("\\d{1,5}")) {
            return Integer.parseInt(arguments[1]);
        }
        System.err.println("usage: --port N (0: any free one)");
        System.exit(USAGE);
        return 0;
    }

    /** Says that the server answers now, and lets it end with the process that started it. */
    static void listening(int port) {
        System.out.println(LISTENING + port);
        // A killed conductor ends nobody itself.
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            ProcessHandle.of(parent)
                    .ifPresentOrElse(
                            handle -> handle.onExit()
                                    .thenRun(() -> Runtime.getRuntime().halt(1)),
                            () -> Runtime.getRuntime().halt(1));
        }
    }
}
