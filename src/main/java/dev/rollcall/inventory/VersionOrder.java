package dev.rollcall.inventory;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The order of version texts as people who run servers expect it: 9.9 is before 9.10, 3.13.0rc1 before 3.13.0, that before
 * 3.13.0-1 and that before 3.13.1.
 *
 * <p>Each text is read as a {@link VersionKey} of its own, and only keys are compared. So the order holds together whatever
 * the texts are: what is comparable falls into classes by its {@linkplain VersionKey#name() name}, and each class has a total
 * preorder. Takes time in proportion to the texts' lengths, throws nothing, may be called by any thread.
 */
public final class VersionOrder {
    private VersionOrder() {}

    /**
     * Compares two versions: below 0 where {@code one} is the earlier, above 0 where it is the later, 0 where the order knows no
     * difference (1.0 and 1.0.0, or other commit hashes). Empty where the two are not comparable: one of them has no number, is
     * a commit hash or a list of several versions, or they bear different names (go1.22 and 1.22).
     */
    public static OptionalInt compare(String one, String other) {
        Optional<VersionKey> first = VersionKey.of(one);
        Optional<VersionKey> second = VersionKey.of(other);
        if (first.isEmpty() || second.isEmpty()) {
            return OptionalInt.empty();
        }
        return first.get().compareWith(second.get());
    }
}
