package dev.rollcall.inventory;

import java.util.OptionalInt;

/** Placeholder until merged. */
public final class VersionOrder {
    private VersionOrder() {}

    /** Compares. */
    public static OptionalInt compare(String one, String other) {
        return OptionalInt.of(one.compareTo(other));
    }
}
