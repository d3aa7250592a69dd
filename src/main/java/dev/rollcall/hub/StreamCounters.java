package dev.rollcall.hub;

import dev.rollcall.meters.Histogram;
import dev.rollcall.sse.SseStreams.Writer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What the hubs of a process count, for whoever shows it. Handing a frame round costs two additions per audience, however
 * many clients get it. Thread-safe; a reader may see a moment in which not all of one round is counted.
 */
public final class StreamCounters {
    /** From the twentieth of what a person notices to what nobody would call live. */
    private static final List<Duration> FLUSH_BOUNDS = Stream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toList();

    private final Map<Writer, LongAdder> joins = oneFor(Writer.class);
    private final Map<Refusal, LongAdder> refusals = oneFor(Refusal.class);
    private final Map<LeaveReason, LongAdder> leaves = oneFor(LeaveReason.class);
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder catchUps = new LongAdder();
    private final LongAdder lagging = new LongAdder();
    private final Histogram publishToFlush = new Histogram(FLUSH_BOUNDS);

    /** Clients that were taken. */
    public long joins(Writer writer) {
        return adder(joins, writer).sum();
    }

    /** Clients that were sent away instead of being taken. */
    public long refusals(Refusal reason) {
        return adder(refusals, reason).sum();
    }

    /** Clients that are no more. */
    public long leaves(LeaveReason reason) {
        return adder(leaves, reason).sum();
    }

    /** What was given to clients to send: what is due to one client at one moment counts once. */
    public long deliveries() {
        return deliveries.sum();
    }

    /** The bytes of {@link #deliveries}, coded as they are sent, without the framing of HTTP. */
    public long bytes() {
        return bytes.sum();
    }

    /** How often a lagging client had room again and was brought level. */
    public long catchUps() {
        return catchUps.sum();
    }

    /** Clients that lag now. */
    public long lagging() {
        return lagging.sum();
    }

    /**
     * How long it took from the moment an update was published until a hub had handed it to the last of its clients that do not
     * lag: one for each hub and update, none where nobody is to be told.
     */
    public Histogram publishToFlush() {
        return publishToFlush;
    }

    void joined(Writer writer) {
        adder(joins, writer).increment();
    }

    void refused(Refusal reason) {
        adder(refusals, reason).increment();
    }

    void left(LeaveReason reason) {
        adder(leaves, reason).increment();
    }

    /** {@code bytesEach} were given to each of {@code clients}. */
    void delivered(int clients, int bytesEach) {
        deliveries.add(clients);
        bytes.add((long) clients * bytesEach);
    }

    void caughtUp() {
        catchUps.increment();
    }

    /** So many more lag; a negative number when they are less. */
    void lagging(int more) {
        if (more != 0) {
            lagging.add(more);
        }
    }

    /** Complete from the beginning, so that it can be read by any thread. */
    private static <K extends Enum<K>> Map<K, LongAdder> oneFor(Class<K> type) {
        Map<K, LongAdder> adders = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
        return adders;
    }

    private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
        return Objects.requireNonNull(adders.get(key));
    }
}
