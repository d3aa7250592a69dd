package dev.rollcall.testing;

import dev.rollcall.Rollcall;
import dev.rollcall.Transport;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's web application, with routes and error pages of its own, in which Rollcall is mounted. */
public final class HostApplication implements AutoCloseable {
    /** Where Rollcall is. */
    public static final String MOUNT = "/ops/versions";

    private static final int SECONDS_MAX = 20;
    private static final String BEFORE = "/ops/*";

    private final Vertx vertx = Transport.vertx();
    private final Router app = Router.router(vertx);
    private final AtomicInteger port = new AtomicInteger();

    /** An application that listens nowhere yet. */
    public HostApplication() {
        app.errorHandler(404, context -> context.response().setStatusCode(404).end("the host knows no such page"));
        app.errorHandler(401, context -> context.response().setStatusCode(401).end("the host says who may"));
        app.errorHandler(500, context -> context.response().setStatusCode(500).end("the host failed"));
        app.get("/own").handler(context -> context.response().end("the host's own"));
        app.get("/broken").handler(context -> {
            throw new IllegalStateException("a failure of the host, on purpose");
        });
    }

    /** Its Vert.x. */
    public Vertx vertx() {
        return vertx;
    }

    /** Its routes. */
    public Router app() {
        return app;
    }

    /** For handlers that see a request before Rollcall does. */
    public Route before() {
        return app.route(BEFORE);
    }

    /** Makes a Rollcall and mounts it. */
    public Rollcall mount(String json) throws Exception {
        Rollcall rollcall = create(json);
        app.route(MOUNT + "/*").subRouter(rollcall.router());
        return rollcall;
    }

    /** Makes a Rollcall that is not mounted. */
    public Rollcall create(String json) throws Exception {
        RollcallConfig config = Rollcall.configuration(json);
        return Rollcall.create(vertx, config, Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC())
                .await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Listens with {@code instances} verticles that share the routes; gives the deployment's id. */
    public String listen(int instances, ThreadingModel model, HttpServerOptions options) throws Exception {
        int wanted = port.get() == 0 ? -1 : port.get();
        return vertx.deployVerticle(
                        () -> new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                return vertx.createHttpServer(new HttpServerOptions(options).setReusePort(true))
                                        .requestHandler(app)
                                        .listen(wanted, "127.0.0.1")
                                        .onSuccess(server -> port.set(server.actualPort()));
                            }
                        },
                        new DeploymentOptions().setInstances(instances).setThreadingModel(model))
                .await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /** Listens as most do. */
    public String listen(int instances) throws Exception {
        return listen(instances, ThreadingModel.EVENT_LOOP, new HttpServerOptions());
    }

    /** The root of the application. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port.get() + "/");
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
    }
}
