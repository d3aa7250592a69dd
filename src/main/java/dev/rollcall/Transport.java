package dev.rollcall;

import dev.rollcall.door.WatchedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Makes the Vert.x instance that Rollcall runs best on. */
public final class Transport {
    private Transport() {}

    /**
     * An event loop per processor, on native sockets where they can be had. Vert.x goes on with NIO silently where they
     * cannot: ask {@link #name}.
     */
    public static Vertx vertx() {
        VertxOptions options = new VertxOptions()
                // Nothing is served from files: no folder of unpacked ones in the temporary folder.
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                .setEventLoopPoolSize(eventLoops());
        io.vertx.core.transport.Transport sockets = WatchedTransport.make();
        VertxBuilder builder = Vertx.builder().with(options);
        return sockets == null
                ? builder.build()
                : builder.withTransport(sockets).build();
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
