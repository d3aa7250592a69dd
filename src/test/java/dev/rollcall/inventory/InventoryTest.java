package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.EPOCH;
import static dev.rollcall.inventory.ScriptedInventory.NGINX;
import static dev.rollcall.inventory.ScriptedInventory.minute;
import static dev.rollcall.inventory.ScriptedInventory.reading;
import static dev.rollcall.inventory.ScriptedInventory.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Subject PHP = subject("web-1", "php");

    private final Inventory inventory = new Inventory(EPOCH, Clock.fixed(NOW, ZoneOffset.UTC), 20_000);

    @Test
    void beginsEmptyAtZero() {
        assertThat(inventory.snapshot())
                .isEqualTo(new Snapshot(new Cursor(EPOCH, 0), 0, NOW, List.of(), Removals.NONE));
    }

    @Test
    void refusesAnEpochThatNoClientCouldSendBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Inventory("E-1", Clock.systemUTC(), 1))
                .withMessageContaining("E-1-0");
    }

    @Test
    void givesEachChangeTheNextNumberInTheOrderOfTheReadings() {
        // when
        Update first = apply(found(PHP, "8.2", 0), found(NGINX, "1.0", 0));
        Update second = apply(found(NGINX, "1.1", 1), found(PHP, "8.3", 1));

        // then
        Entry nginx = new Entry(NGINX, "1.0", Status.OK, minute(0), minute(0), null, null, 2);
        Entry newNginx = new Entry(NGINX, "1.1", Status.OK, minute(1), minute(1), null, "1.0", 3);
        assertThat(first.changes())
                .extracting(
                        change -> change.after().seq(), change -> change.after().subject())
                .containsExactly(tuple(1L, PHP), tuple(2L, NGINX));
        assertThat(first.changes().get(1)).isEqualTo(Change.to(null, nginx, minute(0)));
        assertThat(second.changes().get(0)).isEqualTo(Change.to(nginx, newNginx, minute(1)));
        assertThat(second.changes().get(1).after().seq()).isEqualTo(4);
        assertThat(second.snapshot().cursor()).isEqualTo(new Cursor(EPOCH, 4));
    }

    @Test
    void aConfirmationMovesCheckedAndTheRevisionAlone() {
        // given
        Snapshot before = apply(found(NGINX, "1.0", 0)).snapshot();

        // when
        Update update = apply(found(NGINX, "1.0", 1));

        // then
        Entry confirmed = new Entry(NGINX, "1.0", Status.OK, minute(0), minute(1), null, null, 1);
        assertThat(update.changes()).isEmpty();
        assertThat(update.snapshot())
                .isEqualTo(new Snapshot(before.cursor(), 2, NOW, List.of(confirmed), Removals.NONE));
        assertThat(inventory.snapshot()).isSameAs(update.snapshot());
    }

    @Test
    void confirmationsBetweenChangesTakeNoNumber() {
        // given
        apply(found(NGINX, "1.0", 0), found(PHP, "8.2", 0));

        // when
        Update update = apply(found(NGINX, "1.0", 1), found(PHP, "8.3", 1), found(NGINX, "1.0", 2));

        // then
        assertThat(update.changes()).extracting(change -> change.after().seq()).containsExactly(3L);
        assertThat(update.snapshot().revision()).isEqualTo(2);
    }

    @Test
    void appliesTwoReadingsOfOnePackageInOneBatchAfterEachOther() {
        // when
        Update update = apply(found(NGINX, "1.0", 0), found(NGINX, "1.1", 1));

        // then
        assertThat(update.changes())
                .satisfiesExactly(
                        first -> assertThat(first.before()).isNull(),
                        second -> assertThat(second.before())
                                .isEqualTo(update.changes().get(0).after()));
        assertThat(update.snapshot().entries()).hasSize(1);
    }

    @Test
    void anEmptyBatchIsARevisionWithoutChange() {
        // when
        Update update = apply();

        // then
        assertThat(update)
                .isEqualTo(new Update(
                        List.of(), List.of(), new Snapshot(new Cursor(EPOCH, 0), 1, NOW, List.of(), Removals.NONE)));
    }

    @Test
    void anotherLabelIsAChange() {
        // given
        apply(found(NGINX, "1.0", 0));

        // when
        Update update = apply(found(new Subject(NGINX.key(), "The proxy", NGINX.category()), "1.0", 1));

        // then
        assertThat(update.changes()).singleElement().satisfies(change -> {
            assertThat(change.after().subject().label()).isEqualTo("The proxy");
            assertThat(change.after().since()).isEqualTo(minute(0));
            assertThat(change.after().seq()).isEqualTo(2);
        });
    }

    @Test
    void keepsEntriesByHostThenPackage() {
        // when
        Update update = apply(
                found(subject("web-2", "apache"), "2.4", 0),
                found(subject("web-1", "php"), "8.2", 0),
                reading(subject("db-1", "redis"), new Absent("gone"), 0),
                reading(subject("web-1", "nginx"), new Failed("time-out", ""), 0));

        // then
        assertThat(update.snapshot().entries())
                .extracting(entry -> entry.key().host() + "/" + entry.key().packageName())
                .containsExactly("db-1/redis", "web-1/nginx", "web-1/php", "web-2/apache");
    }

    @Test
    void snapshotsDoNotChangeAfterwards() {
        // given
        Snapshot before = apply(found(NGINX, "1.0", 0)).snapshot();
        List<Entry> entries = new ArrayList<>(before.entries());

        // when
        apply(found(NGINX, "1.1", 1), found(PHP, "8.2", 1));

        // then
        assertThat(before).isEqualTo(new Snapshot(new Cursor(EPOCH, 1), 1, NOW, entries, Removals.NONE));
        assertThat(before.entries()).hasSize(1);
    }

    private Update apply(Reading... readings) {
        return inventory.apply(List.of(readings));
    }

    private static Reading found(Subject subject, String version, int minute) {
        return reading(subject, new Found(version), minute);
    }
}
