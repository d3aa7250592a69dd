package dev.rollcall.bus;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Update;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The event bus behind two typed methods, and what was published last: the state that everybody sees. Each has an address of
 * its own, so that several in one Vert.x instance do not hear each other. Any thread.
 */
public final class UpdateBus {
    private static final String PREFIX = "rollcall.updates.";

    /** What travels: an update, and when it was published. */
    private record Published(Update update, long atNanos) {}

    private final EventBus bus;
    private final String address;
    private final DeliveryOptions options;
    private final Set<MessageConsumer<Published>> consumers = ConcurrentHashMap.newKeySet();
    private volatile Snapshot latest;
    private volatile boolean closed;

    /**
     * Registers a codec, which {@link #close} takes away.
     *
     * @param first the state before the first update
     */
    public UpdateBus(Vertx vertx, Snapshot first) {
        this.latest = first;
        // Random, for another class loader's counter would begin at one too.
        this.address = PREFIX + UUID.randomUUID();
        IdentityCodec<Published> codec = new IdentityCodec<>(address);
        this.bus = vertx.eventBus().registerCodec(codec);
        this.options = new DeliveryOptions().setCodecName(codec.name()).setLocalOnly(true);
    }

    /** Hands {@code update}, the same object, to every subscriber, in the order of publication; to nobody after {@link #close}. */
    public void publish(Update update) {
        latest = update.snapshot();
        if (!closed) {
            bus.publish(address, new Published(update, System.nanoTime()), options);
        }
    }

    /** The state after the last update. */
    public Snapshot latest() {
        return latest;
    }

    /**
     * Subscribes; {@code handler} is called on the caller's context, which is an event loop of its own for a thread that has none.
     *
     * @return the subscription, in force at once; to nothing after {@link #close}
     */
    public Subscription subscribe(Consumer<Update> handler) {
        return follow((update, publishedNanos) -> handler.accept(update));
    }

    /** The same, for who wants to know how long an update was on its way. */
    public Subscription follow(Listener listener) {
        if (closed) {
            return Future::succeededFuture;
        }
        MessageConsumer<Published> consumer = bus.localConsumer(address, message -> {
            Published published = message.body();
            listener.heard(published.update(), published.atNanos());
        });
        consumers.add(consumer);
        return () -> cancel(consumer);
    }

    /** Hears of updates. */
    @FunctionalInterface
    public interface Listener {
        /** Takes {@code update}, which was published at {@code publishedNanos} of {@link System#nanoTime}. */
        void heard(Update update, long publishedNanos);
    }

    /** Ends every subscription and leaves nothing on the event bus; after the last update. Succeeds in any case. */
    public Future<Void> close() {
        closed = true;
        bus.unregisterCodec(address);
        return Future.join(consumers.stream().map(this::cancel).toList())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Future<Void> cancel(MessageConsumer<Published> consumer) {
        consumers.remove(consumer);
        return consumer.unregister();
    }
}
