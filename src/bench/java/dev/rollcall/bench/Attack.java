package dev.rollcall.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What attackers do, each on its own connections from one address; a connection that the server closes is replaced. */
enum Attack {
    /** Headers that go on for ever, a byte a second. */
    SLOW_HEADER(2_000, 300, "GET /api/versions HTTP/1.1\r\nHost: bench\r\nX-Slow: ", "a"),
    /** They ask for the board 20 times at once, and read nothing. */
    SLOW_READ(2_000, 300, "GET /api/versions HTTP/1.1\r\nHost: bench\r\n\r\n".repeat(20), ""),
    /** 64 KiB of header. */
    LARGE_HEADER(500, 300, "GET / HTTP/1.1\r\nHost: bench\r\nX-Large: " + "a".repeat(65_536), ""),
    /** They connect and say nothing. */
    HALF_OPEN(10_000, 300, "", ""),
    /** 4 KiB that mean nothing. */
    GARBAGE(500, 300, garbage(), "");

    final int connections;
    /** After the first ones, which come at 2,000 a second. */
    final int renewedPerSecond;

    private final String beginning;
    private final String everySecond;

    Attack(int connections, int renewedPerSecond, String beginning, String everySecond) {
        this.connections = connections;
        this.renewedPerSecond = renewedPerSecond;
        this.beginning = beginning;
        this.everySecond = everySecond;
    }

    ByteBuffer beginning() {
        return ByteBuffer.wrap(beginning.getBytes(StandardCharsets.ISO_8859_1));
    }

    ByteBuffer everySecond() {
        return ByteBuffer.wrap(everySecond.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String garbage() {
        byte[] bytes = new byte[4_096];
        new Random(1).nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
