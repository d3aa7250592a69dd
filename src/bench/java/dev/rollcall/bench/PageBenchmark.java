package dev.rollcall.bench;

import dev.rollcall.testing.BoardLoad;
import dev.rollcall.testing.BoardServer;
import dev.rollcall.testing.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the page in headless Chromium: how soon it shows something, and whether its frames are in time while many entries
 * change many times a second, while somebody types, and while somebody scrolls.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify -Dbench.main=dev.rollcall.bench.PageBenchmark
 * }</pre>
 */
@Command(
        name = "page-benchmark",
        description =
                "Measures the page in headless Chromium. Bounded, on the loopback; server and browser end with it.",
        footer = {
            "",
            "Tasks and dropped frames are from Chromium's own trace of the page's main thread (page-*.json, for ui.perfetto.dev),",
            "long tasks and frames from the page itself, which asks for each frame. The empty page shows what the machine does",
            "without us."
        },
        mixinStandardHelpOptions = true)
public final class PageBenchmark implements Callable<Integer> {
    private static final Duration REST = Duration.ofSeconds(4);

    @Option(names = "--seconds", defaultValue = "20", description = "Of each phase. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rate", defaultValue = "50", description = "Changes a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--loads", defaultValue = "7", description = "Cold loads of each board. Default: ${DEFAULT-VALUE}.")
    private int loads;

    @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "bench");

    /** A board that is measured. */
    private record Scene(String name, int hosts, int packages, String query, boolean busy) {
        static final List<Scene> ALL = List.of(
                new Scene("60 entries", 1, 60, "", false),
                new Scene("list of 5,000", 1, 5_000, "", true),
                new Scene("matrix of 50 × 100", 50, 100, "?layout=matrix", true));

        int entries() {
            return hosts * packages;
        }
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PageBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        System.out.println(Machine.unpinned());
        List<String> coldLoads = new ArrayList<>();
        List<PagePhase> phases = new ArrayList<>();
        for (Scene scene : Scene.ALL) {
            measure(scene, coldLoads, phases);
        }
        System.out.println(
                "\n| cold load, median (worst) of " + loads
                        + " | first contentful paint ms | first rows ms | all rows ms | long tasks | longest ms |\n|---|--:|--:|--:|--:|--:|");
        coldLoads.forEach(System.out::println);
        System.out.println("\n" + PagePhase.HEAD);
        phases.forEach(phase -> System.out.println(phase.line()));
        return CommandLine.ExitCode.OK;
    }

    private void measure(Scene scene, List<String> coldLoads, List<PagePhase> phases) throws Exception {
        Fleet fleet = new Fleet(scene.hosts(), scene.packages(), 0, 7);
        try (BoardServer server = BoardServer.start(fleet.past(Instant.now()));
                PageVisit visit = new PageVisit(scene.entries())) {
            if (coldLoads.isEmpty()) {
                describe(ScriptFiles.of(server.address()));
                visit.load("about:blank", false);
                phases.add(
                        visit.record("empty page", trace("empty"), () -> under(server, () -> PageVisit.rest(time()))));
            }
            String address = server.address() + scene.query();
            List<Map<?, ?>> seen = new ArrayList<>();
            for (int i = 0; i < loads; i++) {
                seen.add(visit.load(address, true));
            }
            coldLoads.add(line(scene, seen));
            if (scene.busy()) {
                PageVisit.rest(REST);
                phases.add(
                        visit.record(scene.name(), trace("steady"), () -> under(server, () -> PageVisit.rest(time()))));
                phases.add(
                        visit.record("… scrolled", trace("scroll"), () -> under(server, () -> visit.scroll(time()))));
                phases.add(visit.record("… searched", trace("search"), () -> under(server, () -> visit.type(time()))));
            }
        }
    }

    private int under(BoardServer server, Runnable meanwhile) {
        try (BoardLoad load = server.load(rate)) {
            meanwhile.run();
            return load.changes();
        }
    }

    private Duration time() {
        return Duration.ofSeconds(seconds);
    }

    private Path trace(String name) {
        return folder.resolve("page-" + name + ".json");
    }

    private static void describe(ScriptFiles scripts) {
        System.out.printf(
                Locale.ROOT,
                "- scripts: %d files, %.1f KB, %.1f KB as they are sent%n",
                scripts.files(),
                scripts.bytes() / 1e3,
                scripts.sentBytes() / 1e3);
    }

    private static String line(Scene scene, List<Map<?, ?>> seen) {
        List<Double> longest = seen.stream()
                .map(one -> PageProbe.numbers(one, "long"))
                .map(all -> all.isEmpty() ? 0.0 : all.get(all.size() - 1))
                .toList();
        List<Double> tasks = seen.stream()
                .map(one -> (double) PageProbe.numbers(one, "long").size())
                .toList();
        return String.format(
                "| %s | %s | %s | %s | %s | %s |",
                scene.name(),
                middle(seen, "paint"),
                middle(seen, "first"),
                middle(seen, "all"),
                middle(tasks),
                middle(longest));
    }

    private static String middle(List<Map<?, ?>> seen, String member) {
        return middle(seen.stream().map(one -> PageVisit.number(one, member)).toList());
    }

    private static String middle(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.0f (%.0f)", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
