package dev.rollcall.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What can be said on the command line of {@link Benchmark}. */
final class BenchmarkOptions {
    @Option(names = "--help", usageHelp = true, description = "This text.")
    private boolean help;

    @Option(names = "--quick", description = "Little work and one round: shows that everything works.")
    private boolean quick;

    @Option(names = "--prepare", description = "Only writes java.args, for contenders started by hand.")
    private boolean prepare;

    @Option(
            names = "--themes",
            split = ",",
            converter = ThemeConverter.class,
            hideParamSyntax = true,
            paramLabel = "THEME,…",
            description = "Some of fan-out, storm, stalled, http2. Default: all.")
    private List<Theme> themes = List.of(Theme.values());

    @Option(
            names = "--contenders",
            split = ",",
            converter = ContenderConverter.class,
            hideParamSyntax = true,
            paramLabel = "NAME[=CLASS],…",
            description =
                    "Some of floor, plain-vertx, rollcall, rollcall-cold, or any class that keeps to the contract."
                            + " Default: all that are there. Without floor there are no ratios.")
    private List<Contender> contenders =
            Contender.ALL.stream().filter(Contender::present).toList();

    @Option(names = "--rounds", paramLabel = "N", description = "Default: 3; with --quick 1.")
    private @Nullable Integer rounds;

    @Option(
            names = "--connections",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "N,…",
            description = "For fan-out. Default: 1000,5000,15000; with --quick 200.")
    private @Nullable List<Integer> connections;

    @Option(names = "--stalled-connections", paramLabel = "N", description = "Default: 1000; with --quick 100.")
    private @Nullable Integer stalledConnections;

    @Option(
            names = "--http2",
            split = "x",
            hideParamSyntax = true,
            paramLabel = "CONNECTIONSxSTREAMS",
            description = "Streams per connection. Default: 1000x100; with --quick 10x10.")
    private @Nullable List<Integer> http2;

    @Option(names = "--jvm", paramLabel = "FLAGS", description = "Of all servers, in the place of their own.")
    private @Nullable String serverFlags;

    @Option(
            names = "--phase-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "What has not arrived by then is missed. Default: ${DEFAULT-VALUE}.")
    private int phaseSecondsMax;

    @Option(
            names = "--run-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "A client that is not done by then is ended. Default: ${DEFAULT-VALUE}.")
    private int runSecondsMax;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "target/bench",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "bench");

    boolean prepareOnly() {
        return prepare;
    }

    List<Contender> contenders() {
        if (serverFlags == null) {
            return contenders;
        }
        List<String> flags = List.of(serverFlags.strip().split(" +"));
        return contenders.stream().map(contender -> contender.with(flags)).toList();
    }

    int rounds() {
        return either(rounds, 1, 3);
    }

    /** The runs of one contender in one round. */
    List<Setting> settings() {
        Plan plan = new Plan(quick ? Scale.QUICK : Scale.FULL);
        List<Integer> grid = either(http2, List.of(10, 10), List.of(1_000, 100));
        List<Setting> settings = new ArrayList<>();
        List<Integer> sizes = either(connections, List.of(200), List.of(1_000, 5_000, 15_000));
        sizes.forEach(n -> settings.add(plan.fanOut(n)));
        settings.add(plan.storm(Collections.max(sizes)));
        settings.addAll(plan.stalled(either(stalledConnections, 100, 1_000)));
        settings.add(plan.http2(grid.get(0), grid.get(grid.size() - 1)));
        return settings.stream()
                .filter(setting -> themes.contains(setting.theme()))
                .toList();
    }

    Limits limits() {
        return new Limits(Duration.ofSeconds(phaseSecondsMax), Duration.ofSeconds(runSecondsMax));
    }

    Path folder() {
        return folder;
    }

    private <T> T either(@Nullable T chosen, T whenQuick, T otherwise) {
        return Objects.requireNonNullElse(chosen, quick ? whenQuick : otherwise);
    }

    /** For picocli. */
    static final class ThemeConverter implements ITypeConverter<Theme> {
        @Override
        public Theme convert(String text) {
            return Stream.of(Theme.values())
                    .filter(theme -> theme.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no theme: " + text));
        }
    }

    /** For picocli. */
    static final class ContenderConverter implements ITypeConverter<Contender> {
        @Override
        public Contender convert(String text) {
            return Contender.parse(text);
        }
    }
}
