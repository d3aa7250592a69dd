package dev.rollcall.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server that can be put on the same work as the others.
 *
 * @param name in the report
 * @param mainClass keeps to {@link Contract}
 * @param flags of its JVM
 * @param themes what it takes part in
 */
record Contender(String name, String mainClass, List<String> flags, Set<Theme> themes) {
    /** What the others are divided by. */
    static final String FLOOR = "floor";

    /** What the README recommends for a server of many clients. */
    private static final List<String> RECOMMENDED = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=0.05",
            "-Xms64m",
            "-Xmn16m",
            "-Xmx256m");

    /** 100,000 streams of plain Vert.x take some 10 KB of heap each. */
    private static final String HEAP_OVER_HTTP2 = "-Xmx3g";

    /** All that there are, in the order of the rounds. */
    static final List<Contender> ALL = List.of(
            new Contender(
                    FLOOR,
                    "dev.rollcall.bench.Floor",
                    List.of("-Xmx256m"),
                    EnumSet.of(Theme.FAN_OUT, Theme.STORM, Theme.STALLED)),
            new Contender(
                    "plain-vertx", "dev.rollcall.bench.PlainVertx", List.of("-Xmx1g"), EnumSet.allOf(Theme.class)),
            new Contender("rollcall", "dev.rollcall.bench.RollcallServer", RECOMMENDED, EnumSet.allOf(Theme.class)),
            new Contender(
                    "rollcall-cold",
                    "dev.rollcall.bench.RollcallServer",
                    Stream.concat(RECOMMENDED.stream(), Stream.of("-Dbench.warmUp=0"))
                            .toList(),
                    EnumSet.of(Theme.STORM)));

    Contender {
        flags = List.copyOf(flags);
        themes = Set.copyOf(themes);
    }

    /** Reads {@code NAME}, one of {@link #ALL}, or {@code NAME=MAIN_CLASS}, which takes part in everything. */
    static Contender parse(String text) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            return new Contender(
                    text.substring(0, equals), text.substring(equals + 1), List.of(), EnumSet.allOf(Theme.class));
        }
        return ALL.stream()
                .filter(contender -> contender.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contender: " + text));
    }

    /** The names of those that cannot be measured, for there is no class of theirs. */
    static String absent() {
        String names = ALL.stream()
                .filter(contender -> !contender.present())
                .map(Contender::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }

    /** The flags of its JVM for {@code theme}; of two that contradict each other, the later one holds. */
    List<String> flags(Theme theme) {
        return theme == Theme.HTTP2
                ? Stream.concat(flags.stream(), Stream.of(HEAP_OVER_HTTP2)).toList()
                : flags;
    }

    /** The same with other flags. */
    Contender with(List<String> otherFlags) {
        return new Contender(name, mainClass, otherFlags, themes);
    }

    /** Whether its class is on the class path. */
    boolean present() {
        return Contender.class.getClassLoader().getResource(mainClass.replace('.', '/') + ".class") != null;
    }
}
