package dev.rollcall.history;

import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.VersionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A past as it may be: gaps in the numbers, several changes in a millisecond, a clock that is set back now and then. */
final class RandomHistory {
    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final List<String> HOSTS = List.of("db1", "web1", "web2");
    static final List<String> PACKAGES = List.of("@babel/core@npm", "g++", "kernel", "nginx", "openssl");

    private final Random random;
    private final Map<EntryKey, VersionState> states = new HashMap<>();
    private long seq;
    private long atMillis = START.toEpochMilli();

    RandomHistory(long seed) {
        this.random = new Random(seed);
    }

    /** The next {@code count} changes. */
    List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row());
        }
        return rows;
    }

    private Row row() {
        seq += 1 + random.nextInt(10) / 9;
        atMillis += switch (random.nextInt(20)) {
            case 0 -> -random.nextInt(60_000);
            case 1, 2, 3, 4, 5, 6 -> 0;
            default -> random.nextInt(5_000);
        };
        EntryKey key = new EntryKey(one(HOSTS), one(PACKAGES));
        @Nullable VersionState before = states.get(key);
        @Nullable VersionState after = after(before);
        states.put(key, after);
        String reason = after != null && after.status() != Status.OK ? "exit code 1" : null;
        return new Row(seq, Instant.ofEpochMilli(atMillis), key, before, after, reason);
    }

    private @Nullable VersionState after(@Nullable VersionState before) {
        while (true) {
            VersionState after = switch (random.nextInt(8)) {
                case 0 -> null;
                case 1 -> new VersionState(null, Status.MISSING);
                case 2 -> new VersionState(before == null ? null : before.version(), Status.FAILED);
                default -> FilledStore.ok("1." + random.nextInt(4));
            };
            if (before == null ? after != null : !before.equals(after)) {
                return after;
            }
        }
    }

    private String one(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
