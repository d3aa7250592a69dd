package dev.rollcall.history;

import dev.rollcall.history.Moment.ByClock;
import dev.rollcall.inventory.ChangeKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are wanted, newest first. A set that is empty leaves nothing out.
 *
 * <p>Newest is the highest number, unless a bound is a clock time: then it is the latest time, and among equal ones the
 * highest number. The two differ where the clock was set back. One entry alone is always told by number.
 *
 * @param hosts names of hosts
 * @param packages names of packages
 * @param kinds kinds of changes
 * @param since from when on, or null: behind a number, at or after a clock time
 * @param until to when, or null: up to and with a number, before a clock time
 * @param limit how many at most, 1 to {@value #LIMIT_MAX}
 * @param cursor where the page before ended, or null for the first one
 */
public record ChangeQuery(
        Set<String> hosts,
        Set<String> packages,
        Set<ChangeKind> kinds,
        @Nullable Moment since,
        @Nullable Moment until,
        int limit,
        @Nullable PageCursor cursor) {
    /** Most changes on one page. */
    public static final int LIMIT_MAX = 1000;

    /** Copies the sets; refuses a cursor of a page that was in another order. */
    public ChangeQuery {
        hosts = Set.copyOf(hosts);
        packages = Set.copyOf(packages);
        kinds = Set.copyOf(kinds);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new IllegalArgumentException("limit: found " + limit + "; must be 1 to " + LIMIT_MAX);
        }
        boolean byClock = isByClock(hosts, packages, since, until);
        if (cursor != null && byClock != cursor instanceof PageCursor.OfTime) {
            throw new IllegalArgumentException(
                    "cursor: found \"" + cursor + "\"; must be the one of a page of the same query");
        }
    }

    /** The newest {@code limit} changes of all. */
    public static ChangeQuery newest(int limit) {
        return new ChangeQuery(Set.of(), Set.of(), Set.of(), null, null, limit, null);
    }

    /** The next page, behind {@code place}. */
    public ChangeQuery after(PageCursor place) {
        return new ChangeQuery(hosts, packages, kinds, since, until, limit, place);
    }

    /** The same with pages of another size. */
    public ChangeQuery withLimit(int otherLimit) {
        return new ChangeQuery(hosts, packages, kinds, since, until, otherLimit, cursor);
    }

    /** Whether much of the history may have to be gone through for it: no index knows what is wanted. */
    boolean isWalk() {
        boolean onePackage = packages.size() == 1;
        return !kinds.isEmpty() || packages.size() > 1 || (!onePackage && !hosts.isEmpty());
    }

    /** Whether it goes by the clock; otherwise by number. */
    boolean isByClock() {
        return isByClock(hosts, packages, since, until);
    }

    private static boolean isByClock(
            Set<String> hosts, Set<String> packages, @Nullable Moment since, @Nullable Moment until) {
        boolean oneEntry = hosts.size() == 1 && packages.size() == 1;
        return !oneEntry && (since instanceof ByClock || until instanceof ByClock);
    }
}
