package dev.rollcall.inventory;

import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Reading.Overdue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An inventory of one package, nginx on web-1, that is asked once a minute and answers as the test says. */
final class ScriptedInventory {
    static final String EPOCH = "e1";
    static final Subject NGINX = subject("web-1", "nginx");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Inventory inventory = new Inventory(EPOCH, Clock.fixed(START, ZoneOffset.UTC), 100);
    private int minute = -1;

    /** The moment of the n-th answer, from 0. */
    static Instant minute(int n) {
        return START.plus(Duration.ofMinutes(n));
    }

    static Subject subject(String host, String packageName) {
        return new Subject(new EntryKey(host, packageName), packageName, "Other");
    }

    static Reading reading(Subject subject, Outcome outcome, int minute) {
        return new Reading(subject, outcome, minute(minute), Duration.ofMillis(5));
    }

    Update gives(String version) {
        return answers(new Found(version));
    }

    Update fails(String cause, String detail) {
        return answers(new Failed(cause, detail));
    }

    Update isAbsent(String cause) {
        return answers(new Absent(cause));
    }

    Update isOverdue(String cause) {
        return answers(new Overdue(cause));
    }

    /** The only entry as it stands now. */
    Entry entry() {
        return inventory.snapshot().entries().get(0);
    }

    private Update answers(Outcome outcome) {
        minute++;
        return inventory.apply(List.of(reading(NGINX, outcome, minute)));
    }
}
