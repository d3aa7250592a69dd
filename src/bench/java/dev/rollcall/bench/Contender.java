package dev.rollcall.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A server that can be put on the same work as the others.
 *
 * @param name in the report
 * @param mainClass keeps to {@link Contract}
 * @param themes what it takes part in
 */
record Contender(String name, String mainClass, Set<Theme> themes) {
    /** What the others are divided by. */
    static final String FLOOR = "floor";

    /** All that there are, in the order of the rounds. */
    static final List<Contender> ALL = List.of(
            new Contender(FLOOR, "dev.rollcall.bench.Floor", EnumSet.of(Theme.FAN_OUT, Theme.STALLED)),
            new Contender("plain-vertx", "dev.rollcall.bench.PlainVertx", EnumSet.allOf(Theme.class)),
            new Contender("rollcall", "dev.rollcall.bench.RollcallServer", EnumSet.allOf(Theme.class)));

    Contender {
        themes = Set.copyOf(themes);
    }

    /** Reads {@code NAME}, one of {@link #ALL}, or {@code NAME=MAIN_CLASS}, which takes part in everything. */
    static Contender parse(String text) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            return new Contender(text.substring(0, equals), text.substring(equals + 1), EnumSet.allOf(Theme.class));
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

    /** Whether its class is on the class path. */
    boolean present() {
        return Contender.class.getClassLoader().getResource(mainClass.replace('.', '/') + ".class") != null;
    }
}
