package dev.rollcall.door;

import dev.rollcall.config.LimitsConfig;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Who may be connected to one listening address, in the whole process. Connections in all are counted exactly; of those that
 * wait for a request or for their client, each event loop may have its share, for Vert.x deals connections out evenly.
 *
 * <p>Thread-safe. Limits are those of the configuration at the moment when they are needed.
 */
public final class Door {
    private static final double CROWDED = 0.9;
    /** What Vert.x calls its own handler. */
    private static final String VERTX_HANDLER = "handler";
    /** What Vert.x calls the one that upgrades a connection to HTTP/2; it is there while it does. */
    private static final String VERTX_UPGRADE = "h2c";

    private final Supplier<LimitsConfig> limits;
    private final OpenFiles openFiles;
    private final DoorCounters counters = new DoorCounters();
    private final Map<EventLoop, Room> rooms = new ConcurrentHashMap<>();
    private final Certificates certificates = new Certificates();
    private final AtomicBoolean certificatesWatched = new AtomicBoolean();
    /** The same for all connections: it is all that one has left here whose stream was taken over. */
    private final ChannelFutureListener departure = closed -> counters.gone();

    /** A door with {@code limits}, as they are whenever they are asked for. */
    public Door(Supplier<LimitsConfig> limits) {
        this(limits, OpenFiles.ofThisProcess());
    }

    Door(Supplier<LimitsConfig> limits, OpenFiles openFiles) {
        this.limits = limits;
        this.openFiles = openFiles;
    }

    /** What happened here. */
    public DoorCounters counters() {
        return counters;
    }

    /** The certificate that it shows. */
    public Certificates certificates() {
        return certificates;
    }

    /** Whether whoever asks is the first to ask: of those who listen, one looks after the certificate. */
    boolean takesWatch() {
        return certificatesWatched.compareAndSet(false, true);
    }

    /** Most connections: as configured, or fewer where the process may not have so many files open. */
    public int connectionsMax() {
        return openFiles.atMost(limits.get().connections());
    }

    /** Watches a connection of which Vert.x knows by now what it speaks; on its event loop. */
    void arrived(HttpConnection connection) {
        if (connection instanceof ConnectionBase vertx) {
            Channel channel = vertx.channel();
            Connection known = channel.pipeline().get(Connection.class);
            // Not seen when it was accepted: the Vert.x instance is not one of ours.
            if (known == null && !admit(channel)) {
                channel.unsafe().closeForcibly();
                return;
            }
            watch(channel.pipeline());
        }
    }

    private static void watch(ChannelPipeline pipeline) {
        Connection connection = pipeline.get(Connection.class);
        Http2ConnectionHandler http2 = pipeline.get(Http2ConnectionHandler.class);
        if (http2 != null) {
            connection.speaks(new Http2Watch(connection, http2.connection()));
            if (pipeline.get(VERTX_UPGRADE) != null) {
                pipeline.addBefore(VERTX_HANDLER, null, new UpgradeGate());
            }
        } else if (pipeline.get(VERTX_HANDLER) != null) {
            pipeline.addBefore(VERTX_HANDLER, Http1Watch.NAME, Http1Watch.INSTANCE);
        }
    }

    /**
     * The answer to {@code request} is a stream, whose client may take as long as streams may: for HTTP/2, where it cannot be
     * seen from here. On its event loop.
     */
    public static void streams(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase vertx) {
            Connection connection = vertx.channel().pipeline().get(Connection.class);
            Http2Watch http2 = connection == null ? null : connection.http2();
            if (http2 != null) {
                http2.streams(request.response().streamId());
            }
        }
    }

    /** Takes a connection that was just made; false when it is one too many. Any thread, or its event loop once it has one. */
    boolean admit(Channel channel) {
        if (counters.come() > connectionsMax()) {
            counters.gone();
            counters.closedFor(CloseReason.CONNECTIONS);
            return false;
        }
        channel.closeFuture().addListener(departure);
        channel.pipeline().addFirst(Connection.NAME, new Connection(this));
        return true;
    }

    /** Where connections of {@code loop} wait. */
    Room room(EventLoop loop) {
        return rooms.computeIfAbsent(loop, l -> new Room(l, this));
    }

    /** Whether so few places are left that nobody can be given time. */
    boolean isCrowded() {
        return counters.connections() > CROWDED * connectionsMax();
    }

    LimitsConfig limits() {
        return limits.get();
    }

    /** What one event loop may have of {@code max}, rounded up. */
    int share(int max) {
        int loops = Math.max(1, rooms.size());
        return max / loops + (max % loops == 0 ? 0 : 1);
    }
}
