package dev.rollcall.hub;

import dev.rollcall.config.StreamConfig;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many clients there may be in the whole process, how fast they may come, and how many there are. Thread-safe.
 *
 * <p>The rate is kept by the generic cell rate algorithm (ITU-T I.371): one number, the time until which the joins so far
 * have used the rate up. What one second allows may come at once.
 */
public final class Places {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Supplier<Limits> limits;
    private final LongSupplier nanoTime;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong usedUpToNanos;
    /** Clients of each address that has any: no more entries than there are clients. */
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    /**
     * Room for as many clients as {@code limits} says, in all, of one address and in a second, whenever it is asked.
     *
     * @param nanoTime a clock that only goes forward, as {@link System#nanoTime}
     */
    public Places(Supplier<StreamConfig> limits, LongSupplier nanoTime) {
        this(nanoTime, () -> Limits.of(limits.get()));
    }

    private Places(LongSupplier nanoTime, Supplier<Limits> limits) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.usedUpToNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Room for {@code max} clients, of any address, of whom {@code joinsPerSecond} may come in a second. */
    public static Places of(int max, int joinsPerSecond, LongSupplier nanoTime) {
        Limits limits = new Limits(max, max, joinsPerSecond);
        return new Places(nanoTime, () -> limits);
    }

    private record Limits(int clients, int clientsPerAddress, int joins) {
        static Limits of(StreamConfig config) {
            return new Limits(config.clients(), config.clientsPerAddress(), config.joins());
        }
    }

    /** Takes a place for a client of {@code address}; says why when there is none, or when too many came just now. */
    Optional<Refusal> take(String address) {
        if (taken.incrementAndGet() > max()) {
            taken.decrementAndGet();
            return Optional.of(Refusal.BUSY);
        }
        if (!takeOf(address)) {
            taken.decrementAndGet();
            return Optional.of(Refusal.ADDRESS);
        }
        if (isInTime()) {
            return Optional.empty();
        }
        leave(address);
        return Optional.of(Refusal.BUSY);
    }

    /** Gives a place back that was taken for this address. */
    void leave(String address) {
        taken.decrementAndGet();
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** How many there are. */
    public int max() {
        return limits.get().clients();
    }

    /** Addresses that have clients now. */
    int addresses() {
        return byAddress.size();
    }

    private boolean takeOf(String address) {
        int max = limits.get().clientsPerAddress();
        // Counted beyond the limit for a moment, so that the answer is in the count itself.
        if (byAddress.merge(address, 1, Integer::sum) <= max) {
            return true;
        }
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        return false;
    }

    /** Places taken now. */
    public int taken() {
        return taken.get();
    }

    private boolean isInTime() {
        long now = nanoTime.getAsLong();
        long joinNanos = SECOND_NANOS / limits.get().joins();
        while (true) {
            long used = usedUpToNanos.get();
            long next = Math.max(used - now, 0) + now + joinNanos;
            if (next - now > SECOND_NANOS) {
                return false;
            }
            if (usedUpToNanos.compareAndSet(used, next)) {
                return true;
            }
        }
    }
}
