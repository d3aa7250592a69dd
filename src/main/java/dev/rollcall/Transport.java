package dev.rollcall;

import dev.rollcall.door.WatchedTransport;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;

/** Makes the Vert.x instance that Rollcall runs best on. */
public final class Transport {
    private Transport() {}

    /**
     * An event loop per processor, on native sockets where they can be had. Vert.x goes on with NIO silently where they
     * cannot: ask {@link #name}.
     */
    public static Vertx vertx() {
        return builder(options()).build();
    }

    /**
     * The same, with metrics of its worker pools in {@code metrics}: how much waits, how long, and how long it takes. Those of
     * its HTTP server and its sockets are left off, for they would be wrong: they do not see what goes past the HTTP server into
     * the sockets, take a stream of hours for a slow request, and make a series of each method that a client invents.
     */
    public static Vertx vertx(MeterRegistry metrics) {
        MicrometerMetricsOptions pools = new MicrometerMetricsOptions().setEnabled(true);
        for (MetricsDomain domain : MetricsDomain.values()) {
            if (domain != MetricsDomain.NAMED_POOLS) {
                pools.addDisabledMetricsCategory(domain);
            }
        }
        return builder(options().setMetricsOptions(pools))
                .withMetrics(new MicrometerMetricsFactory(metrics))
                .build();
    }

    private static VertxBuilder builder(VertxOptions options) {
        io.vertx.core.transport.Transport sockets = WatchedTransport.make();
        VertxBuilder builder = Vertx.builder().with(options);
        return sockets == null ? builder : builder.withTransport(sockets);
    }

    private static VertxOptions options() {
        return new VertxOptions()
                // Nothing is served from files: no folder of unpacked ones in the temporary folder.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setEventLoopPoolSize(eventLoops());
    }

    /** What {@code vertx} runs on, for the log. */
    public static String name(Vertx vertx) {
        if (vertx.isNativeTransportEnabled()) {
            return "native";
        }
        Throwable cause = vertx.unavailableNativeTransportCause();
        return cause == null ? "nio" : "nio (native: " + cause.getMessage() + ")";
    }

    /** One per processor. */
    static int eventLoops() {
        return Runtime.getRuntime().availableProcessors();
    }
}
