package dev.rollcall.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Past;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An inventory and its store, which are restarted, killed and kept from writing at random, and clients that come and go. */
final class RestartModel implements AutoCloseable {
    private static final int PACKAGES = 9;
    /** Fewer than there are packages, so that some have to go. */
    private static final int ENTRIES_MAX = 6;

    final List<String> log = new ArrayList<>();

    private final Random random;
    private final Store store;
    private final List<RestartClient> clients = new ArrayList<>();
    private final Map<Cursor, Map<EntryKey, Entry>> boards = new HashMap<>();
    private final List<Change> steps = new ArrayList<>();
    private Inventory inventory;
    private Snapshot published;
    private int seconds;
    private int epochs;
    private int life;
    private boolean live;

    RestartModel(long seed) throws SQLException, StoreException {
        random = new Random(seed);
        store = Store.on(Databases.inMemory(), epoch());
        for (int i = 0; i < 4; i++) {
            clients.add(new RestartClient());
        }
        inventory = start();
        published = inventory.snapshot();
    }

    void step() throws SQLException, StoreException {
        seconds++;
        int what = random.nextInt(100);
        if (what < 50) {
            change();
        } else if (what < 75) {
            comeBack(clients.get(random.nextInt(clients.size())));
        } else if (what < 83) {
            restart();
        } else if (what < 87) {
            log.add("killed before it is published");
            Update lost = inventory.apply(readings());
            if (!live && random.nextBoolean()) {
                log.add("  but after it was written");
                store.write(lost, store.cursor());
            }
            restart();
        } else if (what < 91) {
            log.add("retention");
            store.prune(now().minusSeconds(random.nextInt(40)), now(), 1000);
        } else if (live) {
            writeAgain();
        } else {
            log.add("cannot be written: " + change(inventory.apply(readings())));
            live = true;
            publish(inventory.begin(new Cursor(epoch(), inventory.snapshot().seq() + 1), List.of(), List.of()));
        }
    }

    /** All is confirmed, and everybody comes back. */
    void end() throws SQLException, StoreException {
        for (int i = 0; i < 4; i++) {
            change();
        }
        for (RestartClient client : clients) {
            comeBack(client);
        }
    }

    private void change() throws SQLException, StoreException {
        Update update = inventory.apply(readings());
        log.add(change(update));
        if (!live && update.isNews()) {
            store.write(update, store.cursor());
        }
        publish(update.snapshot());
    }

    private String change(Update update) {
        if (live) {
            steps.addAll(update.changes());
        }
        return update.snapshot().cursor() + " "
                + update.changes().stream().map(Change::after).toList() + update.confirmations();
    }

    private void comeBack(RestartClient client) {
        client.comeBack(published, life);
        log.add("client " + clients.indexOf(client) + " comes back at " + published.cursor());
    }

    private void restart() throws SQLException, StoreException {
        inventory = start();
        publish(inventory.snapshot());
    }

    /** As {@link History} does when it is opened. */
    private Inventory start() throws SQLException, StoreException {
        life++;
        live = false;
        steps.clear();
        Past past = store.past();
        store.restart();
        log.add("restart: " + store.cursor() + " " + past.toldSeqs() + past.staleSeqs());
        return new Inventory(past.at(store.cursor()), Clock.fixed(now(), ZoneOffset.UTC), ENTRIES_MAX);
    }

    /** As {@link Recorder} does when the store works again. */
    private void writeAgain() throws SQLException, StoreException {
        Update update = inventory.apply(readings());
        steps.addAll(update.changes());
        Snapshot state = update.snapshot();
        CatchUp.Now now = new CatchUp.Now(
                inventory.lastKnown(), CatchUp.Seen.BEFORE, state.restored().unconfirmed(), state.seq(), now());
        CatchUp done = store.catchUp(steps, now, epoch());
        steps.clear();
        live = false;
        publish(inventory.begin(done.cursor(), done.entries(), done.revived()));
        log.add("written again: " + done);
    }

    /** What is published under one number is the same for ever. */
    private void publish(Snapshot state) throws SQLException, StoreException {
        published = state;
        Map<EntryKey, Entry> board = RestartClient.board(state);
        assertThat(boards.getOrDefault(state.cursor(), board))
                .as("%s", state.cursor())
                .isEqualTo(board);
        boards.put(state.cursor(), board);
        if (!live) {
            assertThat(store.cursor()).isEqualTo(state.cursor());
            assertThat(RestartClient.board(store.past().entries()))
                    .isEqualTo(RestartClient.board(inventory.lastKnown()));
        }
    }

    private List<Reading> readings() {
        List<Reading> readings = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            EntryKey key = new EntryKey("h", "p" + random.nextInt(PACKAGES));
            String label = random.nextInt(20) == 0 ? "another label" : "label";
            readings.add(new Reading(new Subject(key, label, "Other"), outcome(), now(), Duration.ZERO));
        }
        return readings;
    }

    private Reading.Outcome outcome() {
        return switch (random.nextInt(12)) {
            case 0 -> new Reading.Gone();
            case 1, 2 -> new Reading.Failed("exit code " + random.nextInt(2), "detail " + random.nextInt(9));
            case 3, 4 -> new Reading.Absent("not installed");
            case 5 -> new Reading.Overdue("busy");
            default -> new Reading.Found("1." + random.nextInt(2));
        };
    }

    private Instant now() {
        return Instant.EPOCH.plusSeconds(seconds);
    }

    private String epoch() {
        return "epoch" + ++epochs;
    }

    @Override
    public void close() throws SQLException {
        store.close();
    }
}
