package dev.rollcall.config;

import java.time.Duration;

/**
 * How much a connection may ask for and how long it may take, so that nobody uses up the server: section
 * {@code http.limits}.
 *
 * @param connections most connections at once, in the whole process; any more are closed as they come
 * @param idle most connections at once that wait for a request, new or kept alive; over it, the one that waits longest is
 *     closed
 * @param idleTime a connection that is kept alive without a request for this long is closed
 * @param requestTime a new connection, or one that has begun a request, is closed when the request's head is not all there
 *     after this long
 * @param answers most answers at once that wait for their client to take them; over it, the one that waits longest is cut
 * @param answerTime a client that has not taken its whole answer after this long is cut off; streams have {@code stream.lag}
 * @param headerSize most bytes of all header lines of a request
 * @param uriSize most bytes of a request's first line, its query included
 */
public record LimitsConfig(
        int connections,
        int idle,
        Duration idleTime,
        Duration requestTime,
        int answers,
        Duration answerTime,
        ByteSize headerSize,
        ByteSize uriSize) {
    static final Setting<Integer> CONNECTIONS = new Setting<>("connections", 18_000, 1, 1_000_000);
    static final Setting<Integer> IDLE = new Setting<>("idle", 2_000, 1, 1_000_000);
    static final Setting<Duration> IDLE_TIME =
            new Setting<>("idleTime", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1));
    static final Setting<Duration> REQUEST_TIME =
            new Setting<>("requestTime", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofHours(1));
    static final Setting<Integer> ANSWERS = new Setting<>("answers", 200, 1, 1_000_000);
    static final Setting<Duration> ANSWER_TIME =
            new Setting<>("answerTime", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1));
    static final Setting<ByteSize> HEADER_SIZE =
            new Setting<>("headerSize", ByteSize.ofKiB(16), ByteSize.ofKiB(1), ByteSize.ofKiB(1024));
    static final Setting<ByteSize> URI_SIZE =
            new Setting<>("uriSize", ByteSize.ofKiB(8), new ByteSize(256), ByteSize.ofKiB(1024));

    /** The limits of a file that says nothing of them. */
    public static final LimitsConfig DEFAULT = new LimitsConfig(
            CONNECTIONS.fallback(),
            IDLE.fallback(),
            IDLE_TIME.fallback(),
            REQUEST_TIME.fallback(),
            ANSWERS.fallback(),
            ANSWER_TIME.fallback(),
            HEADER_SIZE.fallback(),
            URI_SIZE.fallback());

    /** Checks each value against its bounds. */
    public LimitsConfig {
        CONNECTIONS.check(connections);
        IDLE.check(idle);
        IDLE_TIME.check(idleTime);
        REQUEST_TIME.check(requestTime);
        ANSWERS.check(answers);
        ANSWER_TIME.check(answerTime);
        HEADER_SIZE.check(headerSize);
        URI_SIZE.check(uriSize);
    }

    /** The same, but for what a server that was started with {@code running} cannot change any more. */
    LimitsConfig startedWith(LimitsConfig running) {
        return new LimitsConfig(
                connections, idle, idleTime, requestTime, answers, answerTime, running.headerSize, running.uriSize);
    }
}
