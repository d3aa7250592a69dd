package dev.rollcall.door;

import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.LimitsConfig;
import dev.rollcall.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's server behind a {@link Door}: it listens, shows the certificate, and bounds what a request may say. What
 * it is made with stays as it is until a restart.
 *
 * <p>On the event loop of its verticle.
 */
public final class Listener {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Door door;
    private final HttpServerOptions options;
    private final @Nullable TlsConfig tls;
    private @Nullable HttpServer server;
    private long certificateTimer = NO_TIMER;

    /** One with {@code options}, to which the limits and the certificate of {@code http} are added. */
    public Listener(Vertx vertx, Door door, HttpServerOptions options, HttpConfig http) {
        this.vertx = vertx;
        this.door = door;
        this.tls = http.tls();
        LimitsConfig limits = http.limits();
        this.options = options.setMaxHeaderSize(
                        Math.toIntExact(limits.headerSize().bytes()))
                .setInitialSettings(options.getInitialSettings()
                        .setMaxHeaderListSize(limits.headerSize().bytes()))
                .setMaxInitialLineLength(Math.toIntExact(limits.uriSize().bytes()));
    }

    /**
     * Listens.
     *
     * @param arrival is shown each connection of which it is known what it speaks
     * @param requests answers requests
     * @param invalid answers what is no request that can be understood
     * @return succeeds with the server; fails when the address cannot be had, or the certificate not be used
     */
    public Future<HttpServer> listen(
            int port,
            String host,
            Handler<HttpConnection> arrival,
            Handler<HttpServerRequest> requests,
            Handler<HttpServerRequest> invalid) {
        return secured().compose(ready -> {
            HttpServer listening = vertx.createHttpServer(ready);
            server = listening;
            return listening
                    .connectionHandler(connection -> {
                        door.arrived(connection);
                        arrival.handle(connection);
                    })
                    .requestHandler(requests)
                    .invalidRequestHandler(invalid)
                    .listen(port, host)
                    .onSuccess(this::listens);
        });
    }

    /** Stops listening, and closes what is open after {@code patience}. */
    public Future<Void> shutdown(Duration patience) {
        vertx.cancelTimer(certificateTimer);
        HttpServer listening = server;
        return listening == null
                ? Future.succeededFuture()
                : listening.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<HttpServerOptions> secured() {
        TlsConfig files = tls;
        return files == null
                ? Future.succeededFuture(options)
                : door.certificates()
                        .load(vertx, files)
                        .map(certificate ->
                                options.setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate.options()));
    }

    private void listens(HttpServer listening) {
        WatchedTransport.guard(vertx, listening.actualPort(), door);
        TlsConfig files = tls;
        // The servers of all event loops share one socket and its certificate: one of them looks after it.
        if (files != null && door.takesWatch()) {
            certificateTimer = door.certificates().watch(vertx, files, listening);
        }
    }
}
