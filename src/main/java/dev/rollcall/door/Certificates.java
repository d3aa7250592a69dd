package dev.rollcall.door;

import dev.rollcall.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a door, read again every second: a file that is replaced by any means is noticed by its bytes, on any
 * file system. New connections get the new one, those that are open stay as they are. One that cannot be used changes
 * nothing; it is said once, and counted.
 *
 * <p>Any thread; files are read on workers.
 */
public final class Certificates {
    private static final Logger log = LoggerFactory.getLogger(Certificates.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final LongAdder failures = new LongAdder();
    private volatile @Nullable Certificate current;
    private volatile String trouble = "";

    Certificates() {}

    /** Times that new files could not be used. */
    public long failures() {
        return failures.sum();
    }

    /** When the certificate that is shown is no longer good, in seconds since 1970; NaN without one. */
    public double expirySeconds() {
        Certificate shown = current;
        return shown == null ? Double.NaN : shown.expiry().getEpochSecond();
    }

    /** What is wrong with the files, in a sentence; empty when nothing is. */
    public String trouble() {
        return trouble;
    }

    /** Reads {@code files}; fails with a message that names the file that cannot be used. */
    Future<Certificate> load(Vertx vertx, TlsConfig files) {
        return vertx.executeBlocking(() -> Certificate.read(vertx, files)).onSuccess(read -> {
            if (current == null) {
                log.info("certificate file={} expires={}", files.certificate(), read.expiry());
            }
            current = read;
        });
    }

    /** Looks after the files for {@code server}, until the timer that is returned is cancelled. */
    long watch(Vertx vertx, TlsConfig files, HttpServer server) {
        return vertx.setPeriodic(LOOK.toMillis(), timer -> look(vertx, files, server));
    }

    private void look(Vertx vertx, TlsConfig files, HttpServer server) {
        vertx.executeBlocking(() -> Certificate.read(vertx, files))
                .compose(read -> show(read, files, server))
                .onSuccess(v -> trouble = "")
                .onFailure(this::complain);
    }

    private Future<Void> show(Certificate read, TlsConfig files, HttpServer server) {
        Certificate shown = current;
        if (shown != null && shown.isSameAs(read)) {
            return Future.succeededFuture();
        }
        return server.updateSSLOptions(new ServerSSLOptions().setKeyCertOptions(read.options()))
                .onSuccess(v -> {
                    current = read;
                    log.info("certificate renewed file={} expires={}", files.certificate(), read.expiry());
                })
                .mapEmpty();
    }

    private void complain(Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        if (!why.equals(trouble)) {
            trouble = why;
            failures.increment();
            log.error("certificate not renewed, the one before stays reason=\"{}\"", why);
        }
    }
}
