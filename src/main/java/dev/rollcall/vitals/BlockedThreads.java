package dev.rollcall.vitals;

import static dev.rollcall.log.Value.value;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log, and counts, what Vert.x's checker of blocked threads finds: an event loop that has been busy for 2 s, a
 * worker that has been for longer than it may. One line when it begins, with the place in the code, and again whenever it has
 * lasted twice as long; Vert.x itself would say one each second.
 *
 * <p>The one class that knows the checker, which is no public interface of Vert.x: there is none. Told by the checker's thread;
 * the counters are read by any.
 */
public final class BlockedThreads {
    private static final Logger log = LoggerFactory.getLogger(BlockedThreads.class);

    private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);
    /** Since when each is blocked, and how long it was when the log said so last. */
    private final Map<Thread, Told> told = new HashMap<>();

    private record Told(long sinceNanos, long forNanos) {}

    /** What a thread is for. */
    enum Kind {
        /** Nothing goes out to its clients meanwhile. */
        EVENT_LOOP,
        /** A disk or a command hangs. */
        WORKER;

        /** Vert.x calls them so. */
        static Kind of(Thread thread) {
            return thread.getName().contains("-eventloop-") ? EVENT_LOOP : WORKER;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Counts from zero. */
    public BlockedThreads() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new LongAdder());
        }
    }

    /** Takes the place of what {@code vertx} would say itself. Not for a Vert.x of somebody else. */
    public void watch(Vertx vertx) {
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(this::blocked);
    }

    /** How often one of this kind was, since the beginning. */
    long count(Kind kind) {
        return Objects.requireNonNull(counts.get(kind)).sum();
    }

    /** Is told of each thread that is blocked, once per second. */
    synchronized void blocked(BlockedThreadEvent event) {
        long since = System.nanoTime() - event.duration();
        long toldNanos = toldFor(event, since);
        if (toldNanos == 0) {
            Objects.requireNonNull(counts.get(Kind.of(event.thread()))).increment();
        }
        if (event.duration() >= 2 * toldNanos) {
            told.keySet().removeIf(thread -> !thread.isAlive());
            told.put(event.thread(), new Told(since, event.duration()));
            tell(event);
        }
    }

    /** How long it had lasted when the log said so last; 0 when this is the first time. */
    private long toldFor(BlockedThreadEvent event, long sinceNanos) {
        Told before = told.get(event.thread());
        // One that begins after the last one has ended began later by as much as is allowed, or more.
        return before == null || sinceNanos - before.sinceNanos() > event.maxExecTime() / 2 ? 0 : before.forNanos();
    }

    private static void tell(BlockedThreadEvent event) {
        log.warn(
                "blocked thread={} kind={} millis={} millisMax={}",
                value(event.thread().getName()),
                Kind.of(event.thread()).label(),
                Duration.ofNanos(event.duration()).toMillis(),
                Duration.ofNanos(event.maxExecTime()).toMillis(),
                new ThreadStack(event.thread().getStackTrace()));
    }
}
