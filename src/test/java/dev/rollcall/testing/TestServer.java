package dev.rollcall.testing;

import dev.rollcall.Rollcall;
import dev.rollcall.Transport;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.HistoryConfig;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole Rollcall inside this JVM, on a free port. */
public final class TestServer implements AutoCloseable {
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx = Transport.vertx(metrics);
    private final Rollcall rollcall;

    /** Starts with the configuration that {@code json} says; discovery finds nothing on an empty path. */
    public TestServer(String json) throws InvalidConfigException, TimeoutException {
        rollcall = Rollcall.start(vertx, config(json), Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC(), metrics)
                .await(20, TimeUnit.SECONDS);
    }

    /** One that says nothing of a history has it in memory: tests leave no files in the folder where they run. */
    private static RollcallConfig config(String json) throws InvalidConfigException {
        RollcallConfig config =
                new ConfigReader(name -> true).read("test", json).withPort(0);
        return json.contains("\"history\"")
                ? config
                : config.with(new HistoryConfig(null, config.history().keep()));
    }

    public Rollcall rollcall() {
        return rollcall;
    }

    /** What {@code /metrics} tells. */
    public PrometheusMeterRegistry metrics() {
        return metrics;
    }

    public URI address() {
        return rollcall.address();
    }

    /** Stops Rollcall, and leaves Vert.x for {@link #close}. */
    public void stop() throws TimeoutException {
        rollcall.stop().await(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws TimeoutException {
        rollcall.stop().eventually(vertx::close).await(20, TimeUnit.SECONDS);
    }
}
