package dev.rollcall.bus;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * The event bus behind two typed methods, and what was published last: the state that everybody sees. One per Vert.x instance;
 * any thread.
 */
public final class UpdateBus {
    private static final String ADDRESS = "rollcall.updates";

    /** What travels: an update, and when it was published. */
    private record Published(Update update, long atNanos) {}

    private final EventBus bus;
    private final DeliveryOptions options;
    private volatile Snapshot latest;

    /**
     * Registers the codec of this class.
     *
     * @param first the state before the first update
     * @throws IllegalStateException when {@code vertx} has such a bus already
     */
    public UpdateBus(Vertx vertx, Snapshot first) {
        this.latest = first;
        IdentityCodec<Published> codec = new IdentityCodec<>(Published.class);
        this.bus = vertx.eventBus().registerCodec(codec);
        this.options = new DeliveryOptions().setCodecName(codec.name()).setLocalOnly(true);
    }

    /** Hands {@code update}, the same object, to every subscriber, in the order of publication. */
    public void publish(Update update) {
        latest = update.snapshot();
        bus.publish(ADDRESS, new Published(update, System.nanoTime()), options);
    }

    /** The state after the last update. */
    public Snapshot latest() {
        return latest;
    }

    /**
     * Subscribes; {@code handler} is called on the calling verticle's own event loop.
     *
     * @return the subscription, in force at once
     */
    public Subscription subscribe(Consumer<Update> handler) {
        return follow((update, publishedNanos) -> handler.accept(update));
    }

    /** The same, for who wants to know how long an update was on its way. */
    public Subscription follow(Listener listener) {
        MessageConsumer<Published> consumer = bus.localConsumer(ADDRESS, message -> {
            Published published = message.body();
            listener.heard(published.update(), published.atNanos());
        });
        return consumer::unregister;
    }

    /** Hears of updates. */
    @FunctionalInterface
    public interface Listener {
        /** Takes {@code update}, which was published at {@code publishedNanos} of {@link System#nanoTime}. */
        void heard(Update update, long publishedNanos);
    }

    /** A subscription that can be ended. */
    @FunctionalInterface
    public interface Subscription {
        /** Ends it; succeeds when no more updates come. */
        Future<Void> cancel();
    }
}
