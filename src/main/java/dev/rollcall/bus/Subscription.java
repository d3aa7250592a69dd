package dev.rollcall.bus;

import io.vertx.core.Future;

/** A subscription that can be ended. Any thread. */
@FunctionalInterface
public interface Subscription {
    /** Ends it; succeeds when no more updates come. Harmless when it has ended already. */
    Future<Void> cancel();
}
