package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import dev.rollcall.sse.Coding;
import dev.rollcall.testing.Gunzip;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HubTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int CLIENTS_MAX = 3;
    private static final String REMOVED = "{\"host\":\"web1\",\"package\":\"nginx\",\"removed\":true,\"seq\":";

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Inventory inventory = new Inventory("epoch", clock, 20_000);
    private final Frames frames = new Frames(clock);
    private final Places places = Places.of(CLIENTS_MAX, 1_000_000, () -> this.nanos);
    private final Hub.Shared shared = new Hub.Shared(frames, places, new Filters(10));
    private final Deque<Runnable> turnEnd = new ArrayDeque<>();
    private long nanos;
    private final Hub hub = hub();

    private Hub hub() {
        StreamConfig config = new StreamConfig(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                CLIENTS_MAX,
                CLIENTS_MAX,
                1_000_000,
                10,
                Duration.ofSeconds(60),
                true,
                true);
        return new Hub(() -> config, shared, inventory.snapshot(), turnEnd::add, () -> nanos, new Random(1));
    }

    @Test
    void tellsANewClientWhenToRetryThenEverythingThenTheTime() {
        // given
        read("nginx", "1.26.2");

        // when
        FakeStream client = join(Optional.empty(), Deltas.ON);

        // then
        assertThat(client.sent())
                .matches("(?s)retry: \\d+\n\nevent: versions\nid: epoch-1\ndata: .*nginx.*event: time\n.*");
    }

    @Test
    void drawsTheRetryOfEachClientAtRandomAroundTheConfiguredOne() {
        Pauses luck = new Pauses(() -> Duration.ofSeconds(5), new Random(1));

        List<Duration> pauses =
                IntStream.range(0, 1000).mapToObj(i -> luck.ordinary()).toList();

        assertThat(pauses)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(2500), Duration.ofMillis(7500)));
        assertThat(pauses.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void sendsAChangeToEveryClientAtOnce() {
        // given
        read("nginx", "1.26.1");
        FakeStream one = joined();
        FakeStream other = joined();

        // when
        read("nginx", "1.26.2");

        // then
        assertThat(one.take()).startsWith("event: change\nid: epoch-2\n").contains("1.26.2", "\"previous\":\"1.26.1\"");
        assertThat(other.take()).startsWith("event: change\nid: epoch-2\n");
    }

    @Test
    void encodesAnEventOnceHoweverManyHubsAndClientsThereAre() {
        // given
        Hub second = hub();
        joined();
        joined();
        FakeStream third = new FakeStream();
        second.join(third, "192.0.2.1", inventory.snapshot(), Optional.empty(), Choice.PLAIN);
        long before = frames.encoded();

        // when
        Snapshot next = apply("nginx", "1.26.2");
        update(next);
        second.update(next);
        endTurn();

        // then
        assertThat(third.take()).contains("event: change");
        assertThat(frames.encoded() - before).isEqualTo(1);
    }

    @Test
    void sendsNothingWhenOnlyTheTimeOfTheLastCheckMoved() {
        // given
        read("nginx", "1.26.2");
        FakeStream client = joined();

        // when
        read("nginx", "1.26.2");

        // then
        assertThat(client.take()).isEmpty();
        assertThat(hub.level().revision()).isEqualTo(2);
    }

    @Test
    void sendsEverythingOnEachChangeToAClientThatWantsNoDeltas() {
        // given
        read("nginx", "1.26.1");
        read("php", "8.3.0");
        FakeStream client = join(Optional.empty(), Deltas.OFF);
        client.take();

        // when
        read("nginx", "1.26.2");

        // then
        assertThat(client.take()).startsWith("event: versions\nid: epoch-3\n").contains("nginx", "php");
    }

    @Test
    void bringsAClientThatComesBackLevelWithWhatChangedSince() {
        // given
        read("nginx", "1.26.1");
        read("php", "8.3.0");
        read("redis", "7.2.4");
        read("php", "8.3.1");

        // when
        FakeStream client = join(Optional.of(new Cursor("epoch", 2)), Deltas.ON);

        // then
        assertThat(client.sent())
                .contains("event: change\nid: epoch-4\n", "redis", "8.3.1")
                .doesNotContain("nginx", "versions");
    }

    @Test
    void sendsNothingOldToAClientThatMissedNothing() {
        read("nginx", "1.26.1");

        FakeStream client = join(Optional.of(new Cursor("epoch", 1)), Deltas.ON);

        assertThat(client.sent())
                .doesNotContain("event: change", "event: versions")
                .contains("event: time");
    }

    @Test
    void sendsEverythingToAClientOfAnotherEpochOrOfTheFuture() {
        read("nginx", "1.26.1");

        assertThat(join(Optional.of(new Cursor("older", 1)), Deltas.ON).sent()).contains("event: versions");
        assertThat(join(Optional.of(new Cursor("epoch", 2)), Deltas.ON).sent()).contains("event: versions");
    }

    @Test
    void skipsALaggingClientAndBringsItLevelWithOneEventWhenItDrains() {
        // given
        read("nginx", "1");
        FakeStream slow = joined();
        FakeStream quick = joined();
        slow.fill();
        read("nginx", "2");
        slow.take();

        // when
        read("nginx", "3");
        read("php", "8");
        hub.tellTime();

        // then
        assertThat(slow.take()).isEmpty();
        assertThat(quick.take()).contains("epoch-3", "epoch-4", "event: time");

        // when
        slow.drain();

        // then
        assertThat(slow.frames).hasSize(1);
        assertThat(slow.take()).startsWith("event: change\nid: epoch-4\n").contains("nginx", "php");

        // when
        read("nginx", "4");

        // then
        assertThat(slow.take()).contains("epoch-5").doesNotContain("php");
    }

    @Test
    void tellsEveryClientThatAnEntryWasRemoved() {
        // given
        read("nginx", "1");
        FakeStream client = joined();
        FakeStream whole = join(Optional.empty(), Deltas.OFF);
        whole.take();

        // when
        remove("nginx");

        // then
        assertThat(client.take()).startsWith("event: change\nid: epoch-2\n").contains(REMOVED);
        assertThat(whole.take()).startsWith("event: versions\nid: epoch-2\n").contains("\"entries\":[]");
        assertThat(join(Optional.of(new Cursor("epoch", 1)), Deltas.ON).sent()).contains(REMOVED);
    }

    @Test
    void tellsALaggingClientOfTheRemovalWhenItDrains() {
        // given
        read("nginx", "1");
        FakeStream slow = lagging();

        // when
        read("php", "8");
        remove("nginx");
        slow.drain();

        // then
        assertThat(slow.frames).hasSize(1);
        assertThat(slow.take()).startsWith("event: change\nid: epoch-3\n").contains("\"version\":\"8\"", REMOVED);
    }

    @Test
    void givesEverythingToALaggingClientThatIsBehindAForgottenRemoval() {
        // given
        int many = 10_001;
        update(apply(IntStream.range(0, many).mapToObj(i -> found("p" + i, "1"))));
        FakeStream slow = lagging();
        FakeStream quick = joined();

        // when
        update(apply(IntStream.range(0, many - 1).mapToObj(i -> gone("p" + i))));
        quick.take();
        remove("p" + (many - 1));
        read("nginx", "1");
        slow.drain();

        // then
        assertThat(slow.take()).startsWith("event: versions\n").doesNotContain("removed");
        assertThat(quick.take())
                .startsWith("event: change\n")
                .contains("removed")
                .doesNotContain("versions");
    }

    @Test
    void cutsOffAClientThatTakesNothingForTooLong() {
        // given
        FakeStream stuck = joined();
        FakeStream well = joined();
        stuck.fill();
        hub.tellTime();

        // when
        nanos += Duration.ofSeconds(59).toNanos();
        hub.dropLaggards();

        // then
        assertThat(stuck.cut).isFalse();

        // when
        nanos += Duration.ofSeconds(2).toNanos();
        hub.dropLaggards();

        // then
        assertThat(stuck.cut).isTrue();
        assertThat(well.cut).isFalse();
        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void leavesAClientInPeaceThatReadsHoweverSlowly() {
        // given
        FakeStream slow = joined();
        slow.fill();
        slow.pendingBytes = 1_000;
        hub.tellTime();

        // when
        for (int i = 0; i < 10; i++) {
            nanos += Duration.ofSeconds(40).toNanos();
            slow.pendingBytes -= 1;
            hub.dropLaggards();
        }

        // then
        assertThat(slow.cut).isFalse();

        // when
        nanos += Duration.ofSeconds(61).toNanos();
        hub.dropLaggards();

        // then
        assertThat(slow.cut).isTrue();
    }

    @Test
    void cutsOffWhoseMachineHasGoneWhetherItLagsOrNot() {
        // given
        FakeStream gone = joined();
        FakeStream goneWhileLagging = lagging();
        FakeStream well = joined();

        // when
        gone.peerSilent = true;
        goneWhileLagging.peerSilent = true;
        hub.dropSilent();

        // then
        assertThat(gone.cut).isTrue();
        assertThat(goneWhileLagging.cut).isTrue();
        assertThat(well.cut).isFalse();
        assertThat(places.taken()).isEqualTo(1);
    }

    @Test
    void sendsACommentOnlyWhenNothingElseWasSentForTheHeartbeat() {
        // given
        FakeStream client = joined();

        // when
        nanos += Duration.ofSeconds(14).toNanos();
        hub.keepAlive();
        hub.tellTime();
        client.take();
        nanos += Duration.ofSeconds(14).toNanos();
        hub.keepAlive();

        // then
        assertThat(client.take()).isEmpty();

        // when
        nanos += Duration.ofSeconds(1).toNanos();
        hub.keepAlive();

        // then
        assertThat(client.take()).isEqualTo(":\n\n");
    }

    @Test
    void sendsTheClientThatIsOneTooManyAwayWithALongPause() {
        // given
        IntStream.range(0, CLIENTS_MAX).forEach(i -> joined());

        // when
        FakeStream tooMany = join(Optional.empty(), Deltas.ON);

        // then
        assertThat(tooMany.ended).isTrue();
        assertThat(tooMany.sent()).matches("(?s)event: bye\nretry: (2|3|4|5)\\d{4}\ndata: .*\"reason\":\"busy\".*");
        assertThat(hub.clientCount()).isEqualTo(CLIENTS_MAX);
    }

    @Test
    void sendsAClientAwayInTheCodingThatItWasPromised() {
        // given
        hub.close();
        FakeStream client = new FakeStream();
        Choice gzip = new Choice(Filter.ALL, Choice.PLAIN.events(), Deltas.ON, Coding.GZIP);

        // when
        hub.join(client, "192.0.2.1", inventory.snapshot(), Optional.empty(), gzip);

        // then
        Gunzip reader = new Gunzip();
        StringBuilder text = new StringBuilder();
        client.frames.forEach(
                frame -> text.append(new String(reader.read(frame.bytes().getBytes()), StandardCharsets.UTF_8)));
        reader.end();
        assertThat(text.toString()).startsWith("event: bye\nretry: ").contains("\"shutdown\"");
    }

    @Test
    void forgetsAClientThatLeavesAndGivesItsPlaceAway() {
        // given
        FakeStream client = joined();
        joined();
        joined();

        // when
        client.leave();
        client.leave();

        // then
        assertThat(hub.clientCount()).isEqualTo(2);
        assertThat(places.taken()).isEqualTo(2);
        assertThat(joined().ended).isFalse();
    }

    @Test
    void endsEveryStreamAndSendsNewClientsAway() {
        // given
        List<FakeStream> clients = List.of(joined(), joined(), joined());

        // when
        hub.close();
        List<Client> inRandomOrder = hub.shuffledClients();
        hub.end(inRandomOrder.get(0));

        // then
        assertThat(clients.stream().filter(client -> client.ended)).hasSize(1);

        // when
        inRandomOrder.forEach(hub::end);

        // then
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.take()).contains("event: bye\nretry: ", "\"shutdown\""));
        assertThat(hub.clientCount()).isZero();
        assertThat(places.taken()).isZero();
        assertThat(join(Optional.empty(), Deltas.ON).sent()).contains("\"shutdown\"");
    }

    @Test
    void ignoresAStateThatIsOlderThanItsOwn() {
        // given
        Snapshot first = apply("nginx", "1");
        Snapshot second = apply("nginx", "2");
        update(second);
        FakeStream client = joined();

        // when
        update(first);

        // then
        assertThat(client.take()).isEmpty();
        assertThat(hub.level()).isSameAs(second);
    }

    private FakeStream joined() {
        FakeStream client = join(Optional.empty(), Deltas.ON);
        client.take();
        return client;
    }

    private FakeStream join(Optional<Cursor> from, Deltas deltas) {
        FakeStream client = new FakeStream();
        Choice choice = new Choice(Filter.ALL, Choice.PLAIN.events(), deltas, Coding.IDENTITY);
        hub.join(client, "192.0.2.1", inventory.snapshot(), from, choice);
        return client;
    }

    private void update(Snapshot next) {
        hub.update(next);
        endTurn();
    }

    private void endTurn() {
        while (!turnEnd.isEmpty()) {
            turnEnd.remove().run();
        }
    }

    private FakeStream lagging() {
        FakeStream client = joined();
        client.fill();
        hub.tellTime();
        client.take();
        return client;
    }

    private void read(String name, String version) {
        update(apply(name, version));
    }

    private void remove(String name) {
        update(apply(Stream.of(gone(name))));
    }

    private Snapshot apply(String name, String version) {
        return apply(Stream.of(found(name, version)));
    }

    private Snapshot apply(Stream<Reading> readings) {
        return inventory.apply(readings.toList()).snapshot();
    }

    private static Reading found(String name, String version) {
        return reading(name, new Reading.Found(version));
    }

    private static Reading gone(String name) {
        return reading(name, new Reading.Gone());
    }

    private static Reading reading(String name, Reading.Outcome outcome) {
        Subject subject = new Subject(new EntryKey("web1", name), name, "Test");
        return new Reading(subject, outcome, NOW, Duration.ZERO);
    }
}
