package dev.rollcall.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What happens at the door, counted where it happens and read when somebody asks. Thread-safe. */
public final class DoorCounters {
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder answering = new LongAdder();
    private final Map<CloseReason, LongAdder> closed = new EnumMap<>(CloseReason.class);
    private final Map<InvalidRequest, LongAdder> invalid = new EnumMap<>(InvalidRequest.class);

    DoorCounters() {
        // Complete from the beginning, so that it can be read by any thread.
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, new LongAdder());
        }
        for (InvalidRequest kind : InvalidRequest.values()) {
            invalid.put(kind, new LongAdder());
        }
    }

    /** Connections that are open now, streams included. */
    public int connections() {
        return connections.get();
    }

    /** Those of them that wait for a request. */
    public long waiting() {
        return waiting.sum();
    }

    /** Those of them whose client has not taken all of an answer. */
    public long answering() {
        return answering.sum();
    }

    /** Connections that a limit closed. */
    public long closed(CloseReason reason) {
        return adder(reason).sum();
    }

    /** Requests that could not be understood, or are too large. */
    public long invalid(InvalidRequest kind) {
        return Objects.requireNonNull(invalid.get(kind)).sum();
    }

    /** Counts one that was answered so. */
    public void countInvalid(InvalidRequest kind) {
        Objects.requireNonNull(invalid.get(kind)).increment();
    }

    /** One more; returns how many there are then. */
    int come() {
        return connections.incrementAndGet();
    }

    void gone() {
        connections.decrementAndGet();
    }

    void waiting(int more) {
        waiting.add(more);
    }

    void answering(int more) {
        answering.add(more);
    }

    void closedFor(CloseReason reason) {
        adder(reason).increment();
    }

    private LongAdder adder(CloseReason reason) {
        return Objects.requireNonNull(closed.get(reason));
    }
}
