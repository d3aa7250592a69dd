package dev.rollcall.http;

import dev.rollcall.config.ByteSize;
import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.LimitsConfig;
import dev.rollcall.config.ManagementConfig;
import dev.rollcall.door.Door;
import dev.rollcall.door.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health and metrics on an address of their own, {@code http.management}: in clear text, behind a door of its own, so that it
 * answers when the other one has no place left. One instance.
 */
public final class ManagementVerticle extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(ManagementVerticle.class);
    private static final Duration SHUTDOWN = Duration.ofMillis(500);

    /** For a few who look every few seconds. */
    private static final LimitsConfig LIMITS = new LimitsConfig(
            64,
            16,
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            16,
            Duration.ofSeconds(10),
            ByteSize.ofKiB(8),
            ByteSize.ofKiB(1));

    private final Serving serving;
    private final ManagementConfig management;
    private @Nullable Listener listener;

    /** Answers for {@code serving} where {@code management} says. */
    public ManagementVerticle(Serving serving, ManagementConfig management) {
        this.serving = serving;
        this.management = management;
    }

    /** Succeeds when it listens; fails when the address cannot be had. */
    @Override
    public Future<?> start() {
        HttpConfig http = serving.config().get().http();
        HttpConfig own = new HttpConfig(
                management.host(),
                management.port(),
                http.drain(),
                http.sendBuffer(),
                0,
                LIMITS,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
        Door door = new Door(() -> LIMITS);
        Listener entrance = new Listener(vertx, door, new HttpServerOptions(), own);
        listener = entrance;
        return entrance.listen(
                        management.port(),
                        management.host(),
                        NoBodies::on,
                        Routes.management(vertx, serving),
                        new InvalidRequests(serving.config(), door))
                .onSuccess(server -> log.info("management host={} port={}", management.host(), server.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return Objects.requireNonNull(listener).shutdown(SHUTDOWN);
    }
}
