package dev.rollcall.hub;

import dev.rollcall.sse.SseStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Who is in a hub: every client in the audience of its choice, and those that lag. Takes places and filters of the process,
 * and gives them back.
 *
 * <p>On the event loop of its hub.
 */
final class Clients {
    private final Hub.Shared shared;
    private final Map<Choice, Audience> audiences = new HashMap<>();
    private final Set<Client> lagging = new LinkedHashSet<>();
    private int count;
    /** As many of {@link #lagging} as the counters know of. */
    private int laggingCounted;

    Clients(Hub.Shared shared) {
        this.shared = shared;
    }

    int count() {
        return count;
    }

    Collection<Audience> audiences() {
        return audiences.values();
    }

    /** Those that lag, at this moment. */
    List<Client> lagging() {
        return List.copyOf(lagging);
    }

    /** All of them, at this moment. */
    List<Client> all() {
        List<Client> all = new ArrayList<>(count);
        audiences.values().forEach(audience -> all.addAll(audience.level()));
        all.addAll(lagging);
        return all;
    }

    /** A new client, level with the hub, or why it is none: {@code refused} gets the reason, and the answer is empty. */
    Optional<Client> admit(SseStream stream, String address, Choice choice, long nowNanos, Consumer<Refusal> refused) {
        Optional<Refusal> full = shared.places().take(address);
        if (full.isPresent()) {
            refused.accept(full.get());
            return Optional.empty();
        }
        Audience audience = audiences.get(choice);
        if (audience == null) {
            if (!shared.filters().take(choice)) {
                shared.places().leave(address);
                refused.accept(Refusal.BUSY);
                return Optional.empty();
            }
            audience = new Audience(choice, shared.frames(), nowNanos);
            audiences.put(choice, audience);
        }
        Client client = new Client(stream, address, audience);
        audience.add(client);
        count++;
        shared.counters().joined(stream.writer());
        return Optional.of(client);
    }

    /** {@code client} is full, and change {@code seq} is the last one that it was sent. */
    void lag(Client client, long seq, long nowNanos) {
        client.lag(seq, nowNanos);
        lagging.add(client);
    }

    /** {@code client} has room again; false when it did not lag. */
    boolean drained(Client client) {
        if (!lagging.remove(client)) {
            return false;
        }
        client.drained();
        shared.counters().caughtUp();
        return true;
    }

    /** {@code client} is no more; nothing happens when it has left already. */
    void leave(Client client) {
        if (!client.isHere()) {
            return;
        }
        client.leave();
        lagging.remove(client);
        count--;
        shared.counters().left(client.leaveReason());
        shared.places().leave(client.address());
        Audience audience = client.audience();
        if (audience.isEmpty()) {
            audiences.remove(audience.choice());
            shared.filters().leave(audience.choice());
        }
        countLagging();
    }

    /** Tells the counters how many lag: once for all of a round, for it may begin and end for very many at one moment. */
    void countLagging() {
        shared.counters().lagging(lagging.size() - laggingCounted);
        laggingCounted = lagging.size();
    }
}
