package dev.rollcall.door;

import dev.rollcall.config.LimitsConfig;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that are waited for, each in the line of its state, and the one timer that looks at those
 * who stand first. What is closed for its time is so at most a {@link #LOOK_MILLIS} later.
 *
 * <p>On its event loop.
 */
final class Room {
    private static final long LOOK_MILLIS = 250;
    /**
     * Nobody is one too many sooner: when very many come at once, as after a restart, their requests wait in the kernel until
     * they are read. Unless the house is nearly full: then that is worse.
     */
    private static final long GRACE_NANOS = 1_000_000_000;

    private final EventLoop loop;
    private final Door door;
    private final Line asking = new Line();
    private final Line kept = new Line();
    private final Line answering = new Line();
    /** Requests of HTTP/2 that stand in no line of their own. */
    private int further;
    /** The timer; null while nobody is waited for. */
    private @Nullable Future<?> next;

    Room(EventLoop loop, Door door) {
        this.loop = loop;
        this.door = door;
    }

    /** {@code connection} is in {@code state} from now on, behind all that came into it before. */
    void move(Connection connection, ConnectionState state) {
        int stay = state == ConnectionState.ANSWERING ? connection.further : 0;
        take(connection);
        connection.state = state;
        connection.further = stay;
        further += stay;
        connection.sinceNanos = System.nanoTime();
        Line line = line(state);
        if (line != null) {
            line.add(connection);
            count(state, 1);
            bound();
            look();
        }
    }

    /** So many more requests wait on {@code connection}, which is answering, than the one for which it stands in line. */
    void further(Connection connection, int now) {
        further += now - connection.further;
        connection.further = now;
        bound();
    }

    private void take(Connection connection) {
        further -= connection.further;
        Line line = line(connection.state);
        if (line != null) {
            line.remove(connection);
            count(connection.state, -1);
        }
    }

    private @Nullable Line line(ConnectionState state) {
        return switch (state) {
            case ASKING -> asking;
            case KEPT -> kept;
            case ANSWERING -> answering;
            case BUSY, GONE -> null;
        };
    }

    private void count(ConnectionState state, int more) {
        if (state == ConnectionState.ANSWERING) {
            door.counters().answering(more);
        } else {
            door.counters().waiting(more);
        }
    }

    /** Over a limit, who has been there longest goes. */
    private void bound() {
        LimitsConfig limits = door.limits();
        int answersMax = door.share(limits.answers());
        while (answering.size() > answersMax) {
            close(answering.first(), CloseReason.ANSWERS);
        }
        long before = System.nanoTime() - (door.isCrowded() ? 0 : GRACE_NANOS);
        boundFurther(answersMax, before);
        int idleMax = door.share(limits.idle());
        Connection oldest = older(asking.first(), kept.first());
        while (oldest != null && asking.size() + kept.size() > idleMax && oldest.sinceNanos - before <= 0) {
            close(oldest, CloseReason.IDLE);
            oldest = older(asking.first(), kept.first());
        }
    }

    /** Of a request of HTTP/2 it is not known whether its client is waited for; a page asks for many things at once. */
    private void boundFurther(int answersMax, long before) {
        Connection first = answering.first();
        while (first != null && answering.size() + further > answersMax && first.sinceNanos - before <= 0) {
            close(first, CloseReason.ANSWERS);
            first = answering.first();
        }
    }

    private static @Nullable Connection older(@Nullable Connection one, @Nullable Connection other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.sinceNanos - other.sinceNanos <= 0 ? one : other;
    }

    private void look() {
        if (next == null) {
            next = loop.schedule(this::lookAround, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void lookAround() {
        next = null;
        LimitsConfig limits = door.limits();
        closeLate(asking, limits.requestTime(), CloseReason.REQUEST_TIME);
        closeLate(kept, limits.idleTime(), CloseReason.IDLE_TIME);
        closeLate(answering, limits.answerTime(), CloseReason.ANSWER_TIME);
        bound();
        if (asking.size() + kept.size() + answering.size() > 0) {
            look();
        }
    }

    private void closeLate(Line line, Duration patience, CloseReason reason) {
        long before = System.nanoTime() - patience.toNanos();
        Connection first = line.first();
        while (first != null && first.sinceNanos - before < 0) {
            if (first.isLate(before)) {
                close(first, reason);
            } else {
                // It has come on meanwhile: looked at again when it had as long once more.
                move(first, first.state);
            }
            first = line.first();
        }
    }

    private void close(@Nullable Connection connection, CloseReason reason) {
        if (connection != null) {
            move(connection, ConnectionState.GONE);
            door.counters().closedFor(reason);
            connection.close(reason);
        }
    }
}
