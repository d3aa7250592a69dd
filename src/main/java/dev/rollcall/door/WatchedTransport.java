package dev.rollcall.door;

import io.netty.bootstrap.ServerBootstrap;
import io.vertx.core.Vertx;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The native transport with an {@link Acceptor} on each listening socket. Vert.x itself tells of a connection of HTTP/1 when
 * its first request is there, and of one over TLS after the handshake: too late for those who never get so far.
 *
 * <p>A Vert.x instance that is made without it works too; then connections count from that moment on.
 */
public final class WatchedTransport implements Transport {
    private final Transport nativeOne;
    private final Watched watched = new Watched();

    private WatchedTransport(Transport nativeOne) {
        this.nativeOne = nativeOne;
    }

    /** The transport to make a Vert.x instance with: a new one for each. Null where there is no native one. */
    public static @Nullable Transport make() {
        Transport found = Transport.nativeTransport();
        boolean known = found != null && found.implementation() instanceof EpollTransport;
        return known && found != null && found.available() ? new WatchedTransport(found) : found;
    }

    /** What is accepted on {@code port} comes through {@code door} from now on; nothing when {@code vertx} is another's. */
    static void guard(Vertx vertx, int port, Door door) {
        if (vertx instanceof VertxInternal inside && inside.transport() instanceof Watched watched) {
            watched.guard(port, door);
        }
    }

    @Override
    public String name() {
        return nativeOne.name();
    }

    @Override
    public boolean available() {
        return nativeOne.available();
    }

    @Override
    public Throwable unavailabilityCause() {
        return nativeOne.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return watched;
    }

    /** Sockets of epoll(7). */
    private static final class Watched extends EpollTransport {
        private final List<Acceptor> acceptors = new CopyOnWriteArrayList<>();

        @Override
        public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
            super.configure(options, domainSocket, bootstrap);
            acceptors.removeIf(Acceptor::isOver);
            Acceptor acceptor = new Acceptor();
            acceptors.add(acceptor);
            bootstrap.handler(acceptor);
        }

        private void guard(int port, Door door) {
            for (Acceptor acceptor : acceptors) {
                if (acceptor.belongsTo(door, port)) {
                    return;
                }
            }
        }
    }
}
