package dev.rollcall.hub;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Standing;
import java.util.Set;

/**
 * Which part of the inventory a client wants: {@code package=}, {@code host=} and {@code category=} of its query. What is
 * empty leaves nothing out.
 *
 * @param packages names of packages
 * @param hosts names of hosts
 * @param categories names of categories
 */
public record Filter(Set<String> packages, Set<String> hosts, Set<String> categories) {
    /** Everything. */
    public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public Filter {
        packages = Set.copyOf(packages);
        hosts = Set.copyOf(hosts);
        categories = Set.copyOf(categories);
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** Whether a client with this filter is told of {@code standing}. */
    public boolean passes(Standing standing) {
        if (!allows(packages, standing.key().packageName())
                || !allows(hosts, standing.key().host())) {
            return false;
        }
        if (standing instanceof Entry entry) {
            return allows(categories, entry.subject().category());
        }
        // The category of what was removed is not remembered; who does not know the entry loses nothing.
        return standing instanceof Removal;
    }

    private static boolean allows(Set<String> names, String name) {
        return names.isEmpty() || names.contains(name);
    }
}
