package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The client: drives one server that listens already, and prints one JSON line per phase.
 *
 * <pre>{@code
 * java @target/bench/java.args dev.rollcall.bench.Load --port 9001 --connections 1000 \
 *     --phase connect --phase warm:200:400:4 --phase paced:200:20:100 --phase burst:200:50
 * }</pre>
 */
@Command(
        name = "load",
        description = "Opens event streams to one server, publishes, and says what came out.",
        sortOptions = false,
        footer = {
            "",
            "Phases:",
            "  connect, leave:MILLIS, reconnect",
            "  idle:MILLIS, rest:MILLIS (the same, after work), resume:MILLIS (stalled ones read again)",
            "  warm:BYTES:COUNT:IN_FLIGHT, flow:BYTES:COUNT:IN_FLIGHT",
            "  paced:BYTES:COUNT:MILLIS, burst:BYTES:COUNT"
        })
final class Load implements Callable<Integer> {
    @Option(names = "--help", usageHelp = true, description = "This text.")
    private boolean help;

    @Option(names = "--port", paramLabel = "N", required = true, description = "Of the server, on 127.0.0.1.")
    private int port;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "0",
            description = "Per connection, over HTTP/2; 0: HTTP/1.1.")
    private int streamsPerConnection;

    @Option(
            names = "--stalled",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many of the connections read nothing.")
    private int stalled;

    @Option(
            names = "--phase-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Limit of a phase. Default: ${DEFAULT-VALUE}.")
    private int phaseSecondsMax;

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            required = true,
            converter = PhaseConverter.class,
            description = "In this order.")
    private List<Phase> phases = List.of();

    /** The program. Ends the JVM when all phases have been gone through. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Load()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Board board = new Board();
        Reactor reactor = new Reactor();
        try (Driver driver = new Driver(
                new Target(port),
                reactor,
                board,
                streams(reactor, board),
                stalled,
                Duration.ofSeconds(phaseSecondsMax))) {
            for (Phase phase : phases) {
                if (!done(driver, phase)) {
                    return CommandLine.ExitCode.SOFTWARE;
                }
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private Streams streams(Reactor reactor, Board board) {
        return streamsPerConnection > 0
                ? new Http2Streams(board, port, connections, streamsPerConnection)
                : new Http1Streams(reactor, board, port, connections, stalled);
    }

    private static boolean done(Driver driver, Phase phase) {
        JsonObject line = new JsonObject().put(Row.PHASE, phase.toString());
        try {
            line.put(Row.FIGURES, driver.run(phase).toJson());
            return true;
        } catch (IOException e) {
            line.put(Row.ERROR, String.valueOf(e.getMessage()));
            return false;
        } finally {
            System.out.println(line.encode());
        }
    }

    /** For picocli. */
    static final class PhaseConverter implements CommandLine.ITypeConverter<Phase> {
        @Override
        public Phase convert(String text) {
            return Phase.parse(text);
        }
    }
}
