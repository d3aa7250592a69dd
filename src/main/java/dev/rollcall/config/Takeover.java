package dev.rollcall.config;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of a new configuration a running server can take. Addresses, the history's file and what sockets are made with stay as
 * they are until the next start; everything else changes at once.
 *
 * @param config the new configuration with what has to wait as it was
 * @param postponed JSON pointers of what has to wait for a restart, in the order of the schema
 */
public record Takeover(RollcallConfig config, List<String> postponed) {
    private static final List<Part> AT_START_ONLY = List.of(
            new Part("/http/host", config -> config.http().host()),
            new Part("/http/port", config -> config.http().port()),
            new Part("/http/sendBuffer", config -> config.http().sendBuffer()),
            new Part("/http/warmUp", config -> config.http().warmUp()),
            new Part("/http/limits/headerSize", config -> config.http().limits().headerSize()),
            new Part("/http/limits/uriSize", config -> config.http().limits().uriSize()),
            new Part("/http/tls", config -> config.http().tls()),
            new Part("/http/management", config -> config.http().management()),
            new Part("/stream/direct", config -> config.stream().direct()),
            new Part("/history/file", config -> config.history().file()));

    /** Copies the list. */
    public Takeover {
        postponed = List.copyOf(postponed);
    }

    /** A setting that is looked at only at the start. */
    private record Part(String pointer, Function<RollcallConfig, @Nullable Object> value) {
        boolean differs(RollcallConfig one, RollcallConfig other) {
            return !Objects.equals(value.apply(one), value.apply(other));
        }
    }

    /** What a server that runs by {@code running} can take of {@code wanted}. */
    public static Takeover of(RollcallConfig running, RollcallConfig wanted) {
        RollcallConfig taken = new RollcallConfig(
                wanted.http().startedWith(running.http()),
                wanted.stream().startedWith(running.stream()),
                wanted.collect(),
                new HistoryConfig(running.history().file(), wanted.history().keep()),
                wanted.metrics(),
                wanted.packages());
        List<String> postponed = AT_START_ONLY.stream()
                .filter(part -> part.differs(wanted, taken))
                .map(Part::pointer)
                .toList();
        return new Takeover(taken, postponed);
    }
}
