package dev.rollcall.sse;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.ServerCookie;
import io.vertx.core.net.impl.VertxConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream on a clear-text HTTP/1.1 connection that was taken over from Vert.x: the bytes of a frame, laid out once for all
 * clients, go from shared memory into the socket by one system call, with no promise, message or copy in between. With the
 * HTTP handlers go four fifths of the heap of an idle connection (measured: 9.9 KB, then 1.8), and its idle timer.
 *
 * <p>The only class that relies on internals of Vert.x (how its pipeline is made) and on Netty below the pipeline. Where
 * anything is not as it expects, {@link #takeOver} says so and {@link HttpSseStream} does the same by {@code
 * response.write}.
 *
 * <p>Nothing queues here: what the socket does not take of one frame is left to Netty, as a slice of the shared bytes, and
 * the stream is full until that is gone.
 */
final class SocketSseStream extends ChannelInboundHandlerAdapter implements SseStream {
    private static final Logger log = LoggerFactory.getLogger(SocketSseStream.class);

    /**
     * What Vert.x 5.0 puts into the pipeline of a clear-text HTTP/1.1 connection, what throws bodies away there, and what
     * waits for requests and answers.
     */
    private static final Set<String> KNOWN_HANDLERS = Set.of(
            "door",
            "idle",
            "httpDecoder",
            "httpEncoder",
            "h2c",
            "webSocketExtensionHandler",
            "answers",
            "bodies",
            "handler");

    /** A client has nothing to say on a stream; one that goes on talking is cut off. */
    private static final int INBOUND_BYTES_MAX = 64 * 1024;

    private static final byte[] NO_HEAD = {};

    /** Filled anew for each client, one after the other: it is some 300 bytes, and very many are asked about. */
    private static final ThreadLocal<EpollTcpInfo> TCP_INFO = ThreadLocal.withInitial(EpollTcpInfo::new);

    private final Channel channel;
    private final Socket socket;
    private final ChunkFraming framing;
    private byte[] head;
    private Runnable drain = () -> {};
    private Runnable leave = () -> {};
    private int inboundBytes;
    /** Pieces that wait for the socket: none, or the rest of one frame, or what was sent while joining. */
    private int rests;

    private boolean left;

    private SocketSseStream(Channel channel, Socket socket, ChunkFraming framing, byte[] head) {
        this.channel = channel;
        this.socket = socket;
        this.framing = framing;
        this.head = head;
    }

    /**
     * Takes the connection of {@code request} over, to answer it with status 200 and the headers that its response has.
     *
     * @return empty, with nothing touched, where {@link #obstacle} has a reason why that cannot be done
     */
    static Optional<SseStream> takeOver(HttpServerRequest request, ChunkFraming framing) {
        if (obstacle(request).isPresent()) {
            return Optional.empty();
        }
        Channel channel = ((VertxConnection) request.connection()).channel();
        Socket socket = (Socket) ((UnixChannel) channel).fd();
        SocketSseStream stream = new SocketSseStream(channel, socket, framing, head(request.response()));
        ChannelPipeline pipeline = channel.pipeline();
        Set<String> handlers = new HashSet<>(pipeline.toMap().keySet());
        // Takes itself out when this request has gone through it, and fails when it is not there any more.
        handlers.remove("h2c");
        // First, so that what the decoder has read beyond the request ends there.
        pipeline.addLast(stream);
        handlers.forEach(pipeline::remove);
        // Vert.x stops reading where many requests wait behind this one, and will not begin again.
        channel.config().setAutoRead(true);
        return Optional.of(stream);
    }

    /** Why the connection of {@code request} cannot be taken over, for the operator; empty when it can. */
    static Optional<String> obstacle(HttpServerRequest request) {
        if (request.isSSL()) {
            return Optional.of("TLS");
        }
        if (request.version() != HttpVersion.HTTP_1_1) {
            return Optional.of(request.version() == HttpVersion.HTTP_2 ? "HTTP/2" : "HTTP/1.0");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            // The answer to HEAD has no chunks, not even the last one.
            return Optional.of("the method is not GET");
        }
        if (request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return Optional.of("the request announces a body");
        }
        if (request.cookies().stream().anyMatch(SocketSseStream::isSet)) {
            // Vert.x writes them where it writes the head.
            return Optional.of("the answer sets cookies");
        }
        if (!(request.connection() instanceof VertxConnection connection)) {
            return Optional.of("the connection is of an unknown kind");
        }
        if (!(connection.channel() instanceof UnixChannel unix) || !(unix.fd() instanceof Socket)) {
            return Optional.of("the transport is not native");
        }
        return isBare(connection.channel())
                ? Optional.empty()
                : Optional.of("the connection has unknown handlers, or is busy with an earlier answer");
    }

    private static boolean isSet(Cookie cookie) {
        return cookie instanceof ServerCookie known && known.isChanged();
    }

    /** Known handlers only, and nothing of an earlier answer still on its way. */
    private static boolean isBare(Channel channel) {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return KNOWN_HANDLERS.containsAll(channel.pipeline().toMap().keySet())
                && outbound != null
                && outbound.totalPendingWriteBytes() == 0;
    }

    private static byte[] head(HttpServerResponse response) {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("transfer-encoding: chunked\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void write(Frame frame) {
        if (head.length > 0) {
            write(List.of(frame));
        } else if (!left) {
            send(framing.framed(frame));
        }
    }

    @Override
    public void write(List<Frame> frames) {
        if (left) {
            return;
        }
        List<Frame> small = new ArrayList<>();
        for (Frame frame : frames) {
            if (ChunkFraming.isSmall(frame)) {
                small.add(frame);
            } else {
                sendTogether(small);
                small.clear();
                send(framing.framed(frame));
            }
        }
        sendTogether(small);
    }

    /** With the head of the response, where that has not gone yet. */
    private void sendTogether(List<Frame> frames) {
        send(framing.gathered(head, frames));
        head = NO_HEAD;
    }

    @Override
    public boolean isFull() {
        return rests > 0 && !left;
    }

    @Override
    public long pendingBytes() {
        ChannelOutboundBuffer outbound = channel.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes() - outbound.currentProgress();
    }

    /** By what the kernel knows of the connection (tcp(7), TCP_INFO). */
    @Override
    public boolean isPeerSilent(Duration patience) {
        if (left || !(channel instanceof EpollSocketChannel epoll) || !channel.isOpen()) {
            return false;
        }
        EpollTcpInfo info = epoll.tcpInfo(TCP_INFO.get());
        return info.unacked() > 0 && info.lastAckRecv() > patience.toMillis();
    }

    @Override
    public void onDrain(Runnable handler) {
        drain = handler;
    }

    @Override
    public void onLeave(Runnable handler) {
        leave = handler;
        if (left) {
            handler.run();
        }
    }

    @Override
    public SseStreams.Writer writer() {
        return SseStreams.Writer.SOCKET;
    }

    @Override
    public Future<Void> end(Frame last) {
        if (left) {
            return Future.failedFuture("the client has left");
        }
        write(List.of());
        Promise<Void> ended = Promise.promise();
        channel.writeAndFlush(ChunkFraming.end(last)).addListener(done -> {
            // Many who are sent away would otherwise keep a connection each, for a next request that does not come.
            close();
            if (done.isSuccess()) {
                ended.complete();
            } else {
                ended.fail(done.cause());
            }
        });
        return ended.future();
    }

    /** By a reset, so that the kernel keeps nothing for a client that would not take it. */
    @Override
    public void cut() {
        // A socket that is closed has no options any more, and says so by an exception.
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        inboundBytes += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (inboundBytes > INBOUND_BYTES_MAX) {
            cut();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leave();
    }

    /** A reset, most of the time: the client's business, not an error of ours. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.debug("stream broke", cause);
        close();
    }

    private void close() {
        channel.close().addListener(done -> leave());
    }

    private void leave() {
        if (!left) {
            left = true;
            leave.run();
        }
    }

    /** Sends what the socket takes at once, and leaves the rest to Netty. */
    private void send(ByteBuf bytes) {
        int size = bytes.readableBytes();
        // A lost client's socket is closed a moment before the pipeline hears of it, and its number may be another's by
        // then.
        if (size == 0 || !channel.isOpen()) {
            return;
        }
        try {
            int taken = isFull() ? 0 : socket.sendAddress(bytes.memoryAddress(), 0, size);
            if (taken < size) {
                leaveToNetty(framing.kept(bytes, taken));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void leaveToNetty(ByteBuf rest) {
        rests++;
        channel.writeAndFlush(rest).addListener(done -> {
            rests--;
            if (rests == 0 && done.isSuccess() && !left) {
                drain.run();
            }
        });
    }
}
