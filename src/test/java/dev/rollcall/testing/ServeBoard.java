package dev.rollcall.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A {@link BoardServer} to look at in a browser. Prints where it is, and ends after a while. */
@Command(
        name = "serve-board",
        description = "Serves a board that is made up: of hosts and packages that nobody has.",
        mixinStandardHelpOptions = true)
public final class ServeBoard implements Callable<Integer> {
    @Option(names = "--hosts", defaultValue = "12", description = "Default: ${DEFAULT-VALUE}.")
    private int hosts;

    @Option(names = "--packages", defaultValue = "40", description = "Of each host. Default: ${DEFAULT-VALUE}.")
    private int packages;

    @Option(
            names = "--gaps",
            defaultValue = "0",
            description = "Of a hundred pairs of host and package, how many are not there. Default: ${DEFAULT-VALUE}.")
    private int gaps;

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "Another one, another board. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--rate", defaultValue = "0", description = "Changes a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--port", defaultValue = "0", description = "Default: any that is free.")
    private int port;

    @Option(names = "--minutes", defaultValue = "30", description = "How long it goes. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServeBoard()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Fleet fleet = new Fleet(hosts, packages, gaps, seed);
        String json = "{\"http\": {\"port\": " + port + ", \"warmUp\": 0}, \"stream\": {\"retry\": \"500ms\"}}";
        try (BoardServer server = BoardServer.start(fleet.past(Instant.now()), json, Clock.systemUTC())) {
            if (rate > 0) {
                server.load(rate);
            }
            System.out.println("Listening at " + server.address());
            new CountDownLatch(1).await(minutes, TimeUnit.MINUTES);
            return CommandLine.ExitCode.OK;
        }
    }
}
