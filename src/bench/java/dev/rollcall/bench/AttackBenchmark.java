package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what attacks from one address cost those who behave: streams of changes, and visitors of the board, without and
 * with each {@link Attack}, in turns. Server, attackers and clients have a JVM each. Attackers and clients share a core, on which
 * the attackers come last: what the clients measure is the server, not their own waiting.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify -Dbench.main=dev.rollcall.bench.AttackBenchmark
 * }</pre>
 */
@Command(
        name = "attack-benchmark",
        description =
                "Measures what attacks cost those who behave. Bounded, on the loopback; its processes end with it.",
        mixinStandardHelpOptions = true)
public final class AttackBenchmark implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MEBIBYTE = 1 << 20;
    private static final int STREAMS = 20;
    private static final int CHANGES_PER_SECOND = 100;

    /** Those that the README recommends for many clients. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms256m", "-Xmn96m", "-Xmx256m");

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "Per phase. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--attacks", split = ",", description = "All when not given: ${COMPLETION-CANDIDATES}.")
    private List<Attack> attacks = List.of(Attack.values());

    @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "bench");

    private Path log = Path.of("");

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AttackBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createDirectories(folder.resolve("attack-" + System.currentTimeMillis()));
        log = work.resolve("log.txt");
        System.out.println(Machine.described(rounds + " rounds, " + seconds + " s", String.join(" ", FLAGS), "-"));
        CompletableFuture<Integer> port = new CompletableFuture<>();
        List<String> program = List.of(
                HistoryServer.class.getName(),
                "--file",
                work.resolve("board.db").toString(),
                "--rate",
                "" + CHANGES_PER_SECOND);
        try (JavaProcess server = JavaProcess.start(
                        Cores.SERVER,
                        FLAGS,
                        program,
                        log,
                        line -> port.complete(Integer.valueOf(line.substring(Contract.LISTENING.length()))));
                HistoryClients streams = new HistoryClients(port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), STREAMS);
                Visitor visitor = new Visitor(port.get())) {
            // Until what is measured has been compiled.
            TimeUnit.SECONDS.sleep(2L * seconds);
            for (Attack attack : attacks) {
                measure(attack, port.get(), server, streams, visitor);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private void measure(Attack attack, int port, JavaProcess server, HistoryClients streams, Visitor visitor)
            throws Exception {
        System.out.printf(
                "%n%s: %d connections, %d a second anew%n", attack, attack.connections, attack.renewedPerSecond);
        List<Double> streamRatios = new ArrayList<>();
        List<Double> visitRatios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            streams.take();
            visitor.take();
            visitor.takeFailed();
            TimeUnit.SECONDS.sleep(seconds);
            Histogram quietStreams = streams.take();
            Histogram quietVisits = visitor.take();
            String did = attack(attack, port);
            Histogram streamed = streams.take();
            Histogram visited = visitor.take();
            streamRatios.add(ratio(streamed, quietStreams));
            visitRatios.add(ratio(visited, quietVisits));
            print("round %d: streams %s, then %s", round, text(quietStreams), text(streamed));
            print("round %d: visits  %s, then %s", round, text(quietVisits), text(visited));
            print("round %d: visits failed %d; attackers: %s", round, visitor.takeFailed(), did);
            print(
                    "round %d: memory %.0f MiB",
                    round, Proc.rssBytes(server.handle().pid()) / MEBIBYTE);
        }
        print("p99 with to p99 without, median: streams %.2f, visits %.2f", median(streamRatios), median(visitRatios));
    }

    private String attack(Attack attack, int port) throws IOException, InterruptedException {
        StringBuffer did = new StringBuffer();
        List<String> program = List.of(Attackers.class.getName(), attack.name(), "" + port, "" + seconds);
        try (JavaProcess attackers = JavaProcess.startLast(
                Cores.CLIENT, List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"), program, log, did::append)) {
            if (!attackers.ends(PATIENCE)) {
                throw new IOException("the attack does not end, see " + log);
            }
        }
        return did.toString();
    }

    private static double ratio(Histogram with, Histogram without) {
        return (double) with.getValueAtPercentile(99) / without.getValueAtPercentile(99);
    }

    private static double median(List<Double> ratios) {
        Collections.sort(ratios);
        return ratios.get(ratios.size() / 2);
    }

    private static String text(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "p50 / p99 / max %.1f / %.1f / %.1f ms",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private static void print(String format, Object... values) {
        System.out.println("- " + String.format(Locale.ROOT, format, values));
    }
}
