package dev.rollcall.cli;

import static dev.rollcall.log.Value.text;

import dev.rollcall.Rollcall;
import dev.rollcall.Transport;
import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.vitals.BlockedThreads;
import dev.rollcall.vitals.ProcessMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** One life of the server, from the configuration to the exit code. */
final class Server {
    private static final Logger log = LoggerFactory.getLogger(Server.class);
    /** A service manager is promised an exit within 5 s of SIGTERM. */
    private static final long STOP_MILLIS_MAX = 4_500;

    private final ConfigSource source;

    private final Loaded first;
    private final Hangup hangup;
    /** Gets one line, the address, so that a script can read it; all else goes to standard error. */
    private final PrintStream out;

    /**
     * A server.
     *
     * @param source where the configuration can be read again
     * @param first what it was when it was read first
     * @param hangup told what to do as soon as there is something to do
     */
    Server(ConfigSource source, Loaded first, Hangup hangup, PrintStream out) {
        this.source = source;
        this.first = first;
        this.hangup = hangup;
        this.out = out;
    }

    /** Serves until the process is told to stop; returns only when it could not start. */
    int run() {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        BlockedThreads blocked = new BlockedThreads();
        // Not closed: it counts to the end of the process.
        new ProcessMeters(BuildVersion.number(), blocked).bindTo(metrics);
        Vertx vertx = Transport.vertx(metrics);
        blocked.watch(vertx);
        Future<Rollcall> starting = Rollcall.start(vertx, first.config(), System.getenv(), Clock.systemUTC(), metrics);
        // Before the first command is on its way: none may be left behind.
        Thread atEnd = new Thread(() -> stop(vertx, starting), "rollcall-stop");
        Runtime.getRuntime().addShutdownHook(atEnd);
        try {
            serve(vertx, starting.await());
            return ExitCode.OK;
        } catch (Exception e) {
            forget(atEnd);
            if (e instanceof RuntimeException defect) {
                // One of ours: the stack says where.
                throw defect;
            }
            throw new Refusal(ExitCode.SOFTWARE, cannotListen(first.config(), String.valueOf(e.getMessage())));
        }
    }

    /** It ends the process with 0, which a start that failed must not. */
    private static void forget(Thread atEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            log.debug("it was told to end while it could not start", e);
        }
    }

    private static String cannotListen(RollcallConfig config, String why) {
        String where = "cannot listen on " + config.http().host() + " port "
                + config.http().port();
        // The native transport says: bind(..) failed with error(-98): Address already in use
        return why.contains("already in use")
                ? where + ": it is in use; choose another with --port N, or 0 for any free one"
                : where + ": " + why;
    }

    private void serve(Vertx vertx, Rollcall rollcall) throws InterruptedException {
        URI address = rollcall.address();
        rollcall.follow(source, first.footprint())
                .onFailure(e -> log.error("the configuration is not followed: edits take a restart", e));
        hangup.then(rollcall::reload);
        log.info(
                "started address={} transport={} pid={}",
                address,
                text(Transport.name(vertx)),
                ProcessHandle.current().pid());
        out.println("Rollcall is at " + address);
        out.flush();
        new CountDownLatch(1).await();
    }

    /** Runs when the JVM was told to end. Halts with 0, for to be stopped is no failure; the JVM alone would say 143. */
    private static void stop(Vertx vertx, Future<Rollcall> started) {
        log.info("stopping clients={}", started.succeeded() ? started.result().clients() : 0);
        int code = ExitCode.OK;
        try {
            started.compose(Rollcall::stop, e -> Future.succeededFuture())
                    .eventually(vertx::close)
                    .await(STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
            log.info("stopped");
        } catch (TimeoutException e) {
            log.error("not all was ended in time millis={}", STOP_MILLIS_MAX);
            code = ExitCode.SOFTWARE;
        } catch (RuntimeException e) {
            log.error("stopped with a failure", e);
            code = ExitCode.SOFTWARE;
        }
        Runtime.getRuntime().halt(code);
    }
}
