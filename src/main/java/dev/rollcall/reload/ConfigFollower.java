package dev.rollcall.reload;

import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.Footprint;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.Problem;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Takeover;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of a configuration every now and then, and hands over what they say when they have changed and stay as
 * they are for one more look: whoever writes a file in place is not read in the middle of it. What cannot be used changes
 * nothing but what is told of it.
 *
 * <p>Any thread. What it is told to do happens on the context on which it is made, looks on a worker of its own: a network folder may hang.
 */
public final class ConfigFollower {
    private static final Logger log = LoggerFactory.getLogger(ConfigFollower.class);
    private static final String WORKER = "-config";
    /** An edit is in force within three of these; people are promised two seconds. */
    public static final Duration LOOK = Duration.ofMillis(250);
    /** A look takes a millisecond; this long, and a disk hangs. */
    private static final Duration BUSY_MAX = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final ConfigSource source;
    private final Function<RollcallConfig, Future<Takeover>> target;
    private final LiveConfig live;
    private final Clock clock;
    private final Duration look;
    private final Context context;
    private final WorkerExecutor worker;
    /** What the last reading depended on. */
    private volatile Footprint footprint;
    /** What there was at the last look. */
    private String seen;

    private boolean busy;
    private boolean asked;
    private boolean stopped;
    private long timer = -1;

    /**
     * Makes one that does not look yet.
     *
     * @param name what its worker thread begins with; another's would be shared
     * @param first what the configuration that goes on depended on when it was read
     * @param target takes a configuration, {@code live} included
     * @param live is told when there is none to take
     * @param look time between two looks; {@link #LOOK} for people
     */
    public ConfigFollower(
            Vertx vertx,
            String name,
            ConfigSource source,
            Footprint first,
            Function<RollcallConfig, Future<Takeover>> target,
            LiveConfig live,
            Clock clock,
            Duration look) {
        this.vertx = vertx;
        this.source = source;
        this.footprint = first;
        this.seen = first.asRead();
        this.target = target;
        this.live = live;
        this.clock = clock;
        this.look = look;
        this.context = vertx.getOrCreateContext();
        this.worker = vertx.createSharedWorkerExecutor(name + WORKER, 1, BUSY_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to look. */
    public void start() {
        context.runOnContext(v -> arrange());
    }

    /** Reads the files now, changed or not: an operator said so. */
    public void readNow() {
        context.runOnContext(v -> {
            asked = true;
            look();
        });
    }

    /** Looks no more; succeeds when its worker has ended. */
    public Future<Void> stop() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(v -> {
            stopped = true;
            vertx.cancelTimer(timer);
            // Not earlier: a worker that is closed throws at whoever asks it, and a look may have been due.
            worker.close().onComplete(ended);
        });
        return ended.future();
    }

    private void arrange() {
        vertx.cancelTimer(timer);
        if (!stopped) {
            timer = vertx.setTimer(look.toMillis(), id -> look());
        }
    }

    private void look() {
        if (busy || stopped) {
            // Asked for in the middle: the end of this look sees to it.
            return;
        }
        busy = true;
        worker.executeBlocking(() -> footprint.now()).compose(this::weigh).onComplete(done -> {
            busy = false;
            if (done.failed() && !stopped) {
                log.error("configuration could not be looked at", done.cause());
            }
            if (asked) {
                look();
            } else {
                arrange();
            }
        });
    }

    /** Reads what there is when it was edited and is not being written any more. */
    private Future<Void> weigh(String now) {
        if (stopped) {
            return Future.succeededFuture();
        }
        boolean settled = now.equals(seen);
        seen = now;
        boolean edited = settled && !now.equals(footprint.asRead());
        if (!edited && !asked) {
            return Future.succeededFuture();
        }
        asked = false;
        return worker.executeBlocking(source::read)
                .compose(loaded -> {
                    footprint = loaded.footprint();
                    return taken(loaded.config());
                })
                .recover(e -> {
                    refuse(e);
                    return Future.succeededFuture();
                });
    }

    /** A folder that hangs must not keep the next edit from being seen; when it answers after all, what was told is taken back. */
    private Future<Void> taken(RollcallConfig config) {
        Future<Takeover> taking = target.apply(config).onSuccess(this::tell);
        return taking.timeout(BUSY_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .recover(e -> {
                    if (!(e instanceof TimeoutException)) {
                        return Future.failedFuture(e);
                    }
                    refused(List.of("not in force yet: a folder where programs are looked for does not answer"));
                    ConfigState told = live.state();
                    taking.onSuccess(takeover -> live.takeBack(told, takeover, clock.instant()));
                    return Future.succeededFuture();
                });
    }

    private void tell(Takeover takeover) {
        live.countApplied();
        log.info("configuration applied");
        if (!takeover.postponed().isEmpty()) {
            log.warn("configuration waits for a restart settings={}", String.join(",", takeover.postponed()));
        }
    }

    private void refuse(Throwable e) {
        if (e instanceof InvalidConfigException invalid) {
            footprint = invalid.footprint();
            refused(invalid.problems().stream().map(Problem::toString).toList());
        } else {
            log.error("configuration could not be applied", e);
            refused(List.of("could not be applied: " + e));
        }
    }

    private void refused(List<String> problems) {
        live.refuse(problems, clock.instant());
        log.warn("configuration refused problems={}: the last good one goes on", problems.size());
        problems.forEach(problem -> log.warn("configuration problem: {}", problem));
    }
}
