package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Two hubs of one process, to which random things happen, next to a plain account of what their clients should know. */
final class HubModel {
    static final String EPOCH = "epoch";
    static final StreamConfig CONFIG = new StreamConfig(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            1000,
            1000,
            1_000_000,
            1000,
            Duration.ofSeconds(60),
            true,
            true);

    final ModelInventory inventory;
    final List<String> log = new ArrayList<>();

    private final Random random;
    private final int clientsMax;
    private final int filtersMax;
    private final OnceEncoder encoder = new OnceEncoder();
    private final Frames frames;
    private final Places places;
    private final Hub.Shared shared;
    private final List<ModelSide> sides;
    private long nanos;
    private Optional<Consumer<ModelClient>> duringWrite = Optional.empty();

    HubModel(long seed) {
        random = new Random(seed);
        Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        inventory = new ModelInventory(random, clock);
        clientsMax = 4 + random.nextInt(20);
        filtersMax = 2 + random.nextInt(10);
        frames = new Frames(clock, encoder);
        places = Places.of(clientsMax, 1_000_000, this::nanos);
        shared = new Hub.Shared(frames, places, new Filters(filtersMax));
        sides = List.of(new ModelSide(this), new ModelSide(this));
    }

    long nanos() {
        return nanos;
    }

    Hub.Shared shared() {
        return shared;
    }

    /** With which everything began. */
    long restartSeq() {
        return inventory.states().get(0).seq();
    }

    Snapshot stateAt(long seq) {
        return inventory.at(seq);
    }

    /** One of the streams that share a connection may drain or be gone while another is written to. */
    void duringWrite(ModelClient written) {
        Optional<Consumer<ModelClient>> action = duringWrite;
        duringWrite = Optional.empty();
        action.ifPresent(run -> run.accept(written));
    }

    void step() {
        sides.forEach(ModelSide::beginStep);
        // A join takes a millionth of a second.
        nanos += 1000;
        ModelSide side = sides.get(random.nextInt(sides.size()));
        duringWrite = random.nextInt(3) == 0 ? Optional.of(meddling(side)) : Optional.empty();
        int what = random.nextInt(100);
        if (what < 22) {
            log.add("change");
            inventory.change();
        } else if (what < 36) {
            log.add("deliver");
            side.deliver(random);
        } else if (what < 54) {
            log.add("end of turn");
            side.endTurn();
        } else if (what < 68) {
            join(side);
        } else if (what < 72) {
            log.add("leave");
            any(side.clients).ifPresent(ModelClient::leave);
        } else if (what < 80) {
            log.add("stall");
            any(side.clients).ifPresent(client -> client.takesOnly(1 + random.nextInt(3)));
        } else if (what < 88) {
            log.add("drain");
            any(side.lagging()).ifPresent(this::drain);
        } else if (what < 93) {
            log.add("time");
            side.tellTime();
        } else {
            log.add("pulse");
            nanos += Duration.ofSeconds(random.nextInt(30)).toNanos();
            side.keepAlive();
            side.dropLaggards();
        }
        check();
    }

    /** Everybody leaves or is sent home, and then all is as in the beginning. */
    void end() {
        duringWrite = Optional.empty();
        for (ModelSide side : sides) {
            if (random.nextBoolean()) {
                side.endAll();
            } else {
                List.copyOf(side.clients).forEach(ModelClient::leave);
            }
            check();
        }
        assertThat(places.taken()).isZero();
        ModelSide fresh = new ModelSide(this);
        for (int i = 0; i <= filtersMax && i < clientsMax; i++) {
            nanos += 1000;
            Filter filter = new Filter(Set.of("fresh" + i), Set.of(), Set.of());
            Choice choice = new Choice(filter, Choice.PLAIN.events(), Deltas.ON, Coding.IDENTITY);
            fresh.join(new ModelClient(this, choice, ModelClient.ENDLESS), Optional.empty(), i < filtersMax);
        }
    }

    private void join(ModelSide side) {
        // A place that is given up in the middle of it would leave the account in doubt.
        duringWrite = duringWrite.map(any -> written -> any(side.lagging()).ifPresent(this::drain));
        Choice choice = choice();
        Optional<Cursor> from = cursor();
        int room = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : ModelClient.ENDLESS;
        log.add("join " + choice + ' ' + from);
        List<ModelClient> all =
                sides.stream().flatMap(each -> each.clients.stream()).toList();
        Set<Choice> choices = all.stream()
                .map(client -> client.choice)
                .filter(each -> !each.filter().isAll())
                .collect(Collectors.toSet());
        boolean admitted = all.size() < clientsMax
                && (choice.filter().isAll() || choices.contains(choice) || choices.size() < filtersMax);
        side.join(new ModelClient(this, choice, room), from, admitted);
    }

    private Consumer<ModelClient> meddling(ModelSide side) {
        return switch (random.nextInt(4)) {
            case 0 -> ModelClient::leave;
            case 1 -> written -> any(side.clients).ifPresent(ModelClient::leave);
            case 2 -> this::drain;
            default -> written -> any(side.lagging()).ifPresent(this::drain);
        };
    }

    private void drain(ModelClient client) {
        client.drain(random.nextInt(4) == 0 ? 1 : ModelClient.ENDLESS);
    }

    private void check() {
        sides.forEach(ModelSide::check);
        assertThat(places.taken())
                .isEqualTo(sides.stream().mapToInt(side -> side.clients.size()).sum());
        // Each may be asked for plain and compressed; and so may the time at each number.
        assertThat(frames.encoded())
                .isLessThanOrEqualTo(
                        2L * encoder.calls() + 2L * inventory.states().size());
    }

    private Choice choice() {
        Set<EventType> events = EnumSet.allOf(EventType.class);
        if (random.nextInt(3) == 0) {
            events.removeIf(type -> random.nextBoolean());
        }
        Filter filter = random.nextInt(3) == 0
                ? Filter.ALL
                : new Filter(
                        some(ModelInventory.PACKAGES), some(ModelInventory.HOSTS), some(ModelInventory.CATEGORIES));
        Coding coding = random.nextBoolean() ? Coding.GZIP : Coding.IDENTITY;
        return new Choice(filter, events, random.nextInt(4) == 0 ? Deltas.OFF : Deltas.ON, coding);
    }

    private Set<String> some(List<String> names) {
        return random.nextInt(3) > 0
                ? Set.of()
                : names.stream().filter(name -> random.nextBoolean()).collect(Collectors.toSet());
    }

    private Optional<Cursor> cursor() {
        long seq = inventory.now().seq();
        return switch (random.nextInt(6)) {
            case 0, 1 -> any(inventory.states()).map(Snapshot::cursor);
            case 2 -> Optional.of(inventory.now().cursor());
            case 3 -> Optional.of(new Cursor(inventory.now().cursor().epoch(), seq + 1 + random.nextInt(100)));
            case 4 -> Optional.of(new Cursor("other", random.nextInt((int) seq + 2)));
            default -> Optional.empty();
        };
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }
}
