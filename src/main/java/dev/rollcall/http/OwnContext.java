package dev.rollcall.http;

import io.netty.channel.EventLoop;
import io.vertx.core.Closeable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.CloseFuture;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A context on an event loop that belongs to no verticle: timers, consumers and verticles that are made on it stay when the
 * verticle goes whose code happened to run. Nor are they ended by {@code vertx.close()} behind our back: see {@link #atClose}.
 *
 * <p>The only class that relies on internals of Vert.x for contexts. Any thread.
 */
public final class OwnContext {
    private final VertxInternal vertx;
    private final ContextInternal context;

    private OwnContext(VertxInternal vertx, EventLoop loop) {
        this.vertx = vertx;
        this.context = vertx.contextBuilder()
                .withEventLoop(loop)
                .withCloseFuture(new CloseFuture())
                .build();
    }

    /** An event loop; equal when it is the same one. */
    record Loop(EventLoop netty) {}

    /** One on whichever event loop has its turn. */
    public static OwnContext of(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        return new OwnContext(internal, internal.nettyEventLoopGroup().next());
    }

    /** One on {@code loop}. */
    static OwnContext on(Vertx vertx, Loop loop) {
        return new OwnContext((VertxInternal) vertx, loop.netty());
    }

    /**
     * The event loop of the connection of {@code request}.
     *
     * @throws IllegalStateException when the caller is not on it: its connection must not be written to from elsewhere
     */
    static Loop loopOf(HttpServerRequest request) {
        ContextInternal context = ((HttpServerRequestInternal) request).context();
        if (!context.isEventLoopContext() || !context.nettyEventLoop().inEventLoop()) {
            throw new IllegalStateException("a stream was asked for on the thread "
                    + Thread.currentThread().getName() + " of a context of kind " + context.threadingModel()
                    + "; Rollcall's event stream needs a server whose verticle runs on an event loop");
        }
        return new Loop(context.nettyEventLoop());
    }

    /** As the context that code runs on; only on its event loop. */
    <T> T here(Supplier<T> task) {
        ContextInternal before = context.beginDispatch();
        try {
            return task.get();
        } finally {
            context.endDispatch(before);
        }
    }

    /** For those that want one. */
    Context context() {
        return context;
    }

    /**
     * Does {@code task} on it. The future comes back on the caller's context; where there is none, on no new one, for it would
     * be gone when somebody composes this with {@code vertx.close()}.
     */
    public <T> Future<T> run(Supplier<Future<T>> task) {
        ContextInternal caller = vertx.getContext();
        Promise<T> promise = caller == null ? Promise.promise() : caller.promise();
        context.runOnContext(v -> {
            try {
                task.get().onComplete(promise);
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return promise.future();
    }

    /**
     * {@code task} is done first when somebody closes Vert.x. Not any more when what is returned has run; empty when somebody has
     * closed it already.
     */
    public Optional<Runnable> atClose(Supplier<Future<Void>> task) {
        Closeable hook = closed -> task.get().onComplete(closed);
        return vertx.closeFuture().add(hook) ? Optional.of(() -> vertx.removeCloseHook(hook)) : Optional.empty();
    }
}
