package dev.rollcall.inventory;

import java.util.Comparator;

/**
 * What an entry is of. Ordered by host, then package.
 *
 * @param host where it is installed
 * @param packageName which software
 */
public record EntryKey(String host, String packageName) implements Comparable<EntryKey> {
    private static final Comparator<EntryKey> ORDER =
            Comparator.comparing(EntryKey::host).thenComparing(EntryKey::packageName);

    @Override
    public int compareTo(EntryKey other) {
        return ORDER.compare(this, other);
    }
}
