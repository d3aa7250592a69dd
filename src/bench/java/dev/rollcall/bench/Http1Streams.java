package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Streams over HTTP/1.1, one connection each, some of which may stall: read nothing behind the response head. */
final class Http1Streams implements Streams {
    private static final int OPENING_MAX = 256;
    private static final int READ_BYTES_MAX = 1 << 18;
    /** Loopback addresses to connect from, so that the ports of one suffice. */
    private static final int SOURCES = 6;

    private static final int FIRST_SOURCE = 11;

    private static final byte[] REQUEST = ("GET " + Contract.EVENTS
                    + " HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final Reactor reactor;
    private final Board board;
    private final InetSocketAddress server;
    private final int wanted;
    private final int stalled;
    private final List<Http1Stream> streams = new ArrayList<>();
    /** Shared by all: the reactor serves one after the other. */
    private final ByteBuffer received = ByteBuffer.allocate(READ_BYTES_MAX);

    private final ByteBuffer request = ByteBuffer.wrap(REQUEST);
    private int opened;
    private int openedReading;
    private int lostOpening;
    private int lostReading;
    private int lostStalled;

    /** {@code stalled} of {@code wanted}, evenly spread among them, stall. */
    Http1Streams(Reactor reactor, Board board, int port, int wanted, int stalled) {
        this.reactor = reactor;
        this.board = board;
        this.server = new InetSocketAddress("127.0.0.1", port);
        this.wanted = wanted;
        this.stalled = stalled;
    }

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public void open() {
        opened = 0;
        openedReading = 0;
        lostOpening = 0;
        lostReading = 0;
        lostStalled = 0;
    }

    @Override
    public void advance() throws IOException {
        while (streams.size() < wanted && streams.size() - opened - lostOpening < OPENING_MAX) {
            openNext();
        }
    }

    @Override
    public int opened() {
        return opened;
    }

    @Override
    public int lost() {
        return lostOpening + lostReading + lostStalled;
    }

    @Override
    public int receiving() {
        return openedReading - lostReading;
    }

    @Override
    public void resume() {
        streams.forEach(Http1Stream::resume);
    }

    @Override
    public void end() throws IOException {
        for (Http1Stream stream : streams) {
            stream.end();
        }
        streams.clear();
    }

    @Override
    public void close() throws IOException {
        for (Http1Stream stream : streams) {
            stream.cut();
        }
        streams.clear();
    }

    /** The buffer that a stream reads into, empty. */
    ByteBuffer received() {
        return received.clear();
    }

    /** What a stream asks for. */
    ByteBuffer request() {
        return request.rewind();
    }

    SseDecoder decoder() {
        return new SseDecoder(board);
    }

    /** One stream is open. */
    void hasOpened(Http1Stream stream) {
        opened++;
        openedReading += stream.reads() ? 1 : 0;
    }

    /** One stream is gone. */
    void hasEnded(Http1Stream stream) {
        if (!stream.opened()) {
            lostOpening++;
        } else if (stream.reads()) {
            lostReading++;
        } else {
            lostStalled++;
        }
    }

    private void openNext() throws IOException {
        int i = streams.size();
        boolean stalls = (long) i * stalled / wanted != (i + 1L) * stalled / wanted;
        Http1Stream stream = new Http1Stream(this, stalls ? Http1Stream.Reading.HEAD_ONLY : Http1Stream.Reading.ALL);
        streams.add(stream);
        SocketChannel channel = SocketChannel.open();
        stream.connect(reactor, channel, new InetSocketAddress("127.0.0." + (FIRST_SOURCE + i % SOURCES), 0), server);
    }
}
