package dev.rollcall.hub;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** An inventory to which anything happens, and all the states that it went through. Forgets removals soon. */
final class ModelInventory {
    static final List<String> HOSTS = List.of("h1", "h2");
    static final List<String> PACKAGES = List.of("p0", "p1", "p2", "p3", "p4");
    static final List<String> CATEGORIES = List.of("Web", "Data");

    private final Random random;
    private final int removalsMax;
    private final Inventory inventory;
    private final List<Snapshot> states = new ArrayList<>();
    private final Map<Long, Snapshot> bySeq = new TreeMap<>();
    private long forgottenSeq;

    ModelInventory(Random random, Clock clock) {
        this.random = random;
        this.removalsMax = random.nextInt(3) == 0 ? random.nextInt(4) : 1000;
        this.inventory = new Inventory(random.nextBoolean() ? past() : Past.none(HubModel.EPOCH), clock, 100);
        remember(inventory.snapshot());
    }

    /** Every state so far, in order. */
    List<Snapshot> states() {
        return states;
    }

    Snapshot now() {
        return states.get(states.size() - 1);
    }

    /** One that had this number. */
    Snapshot at(long seq) {
        return bySeq.get(seq);
    }

    /** One batch of up to four readings, also of the same package; now and then another numbering. */
    void change() {
        if (random.nextInt(20) == 0) {
            forgottenSeq = now().seq() + 1;
            remember(inventory.begin(new Cursor(HubModel.EPOCH + states.size(), forgottenSeq), List.of(), List.of()));
            return;
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            readings.add(reading());
        }
        remember(inventory.apply(readings).snapshot());
    }

    /** An earlier life, whose entries are stale until they are confirmed. */
    private Past past() {
        Inventory before = new Inventory(HubModel.EPOCH, Clock.systemUTC(), 100);
        for (int i = 0; i < 5; i++) {
            before.apply(List.of(reading()));
        }
        Snapshot last = before.snapshot();
        return new Past(
                new Cursor(HubModel.EPOCH, last.seq() + 1), before.lastKnown(), Map.of(), Map.of(), last.removals());
    }

    private Reading reading() {
        int index = random.nextInt(PACKAGES.size());
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        String name = PACKAGES.get(index);
        Subject subject = new Subject(new EntryKey(host, name), name, CATEGORIES.get(index % CATEGORIES.size()));
        return new Reading(subject, outcome(), Instant.EPOCH, Duration.ZERO);
    }

    private Reading.Outcome outcome() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> new Reading.Gone();
            case 2 -> new Reading.Failed("exit code " + random.nextInt(2), "detail");
            case 3 -> new Reading.Absent("not installed");
            case 4 -> new Reading.Overdue("busy");
            default -> new Reading.Found("1." + random.nextInt(4));
        };
    }

    private void remember(Snapshot state) {
        List<Removal> removals = state.removals().kept();
        int forgotten = Math.max(0, removals.size() - removalsMax);
        if (forgotten > 0) {
            forgottenSeq = Math.max(forgottenSeq, removals.get(forgotten - 1).seq());
        }
        Snapshot bounded = new Snapshot(
                state.cursor(),
                state.revision(),
                state.time(),
                state.entries(),
                new Removals(removals.subList(forgotten, removals.size()), forgottenSeq),
                state.restored());
        states.add(bounded);
        bySeq.put(bounded.seq(), bounded);
    }
}
