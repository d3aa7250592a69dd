package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.sse.SseStreams.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a hub counts. */
class StreamCountersTest {
    private static final int CLIENTS_MAX = 3;
    private static final Duration LAG = Duration.ofSeconds(60);

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private final Inventory inventory = new Inventory("epoch", clock, 10);
    private final Hub.Shared shared =
            new Hub.Shared(new Frames(clock), Places.of(CLIENTS_MAX, 1_000_000, () -> this.nanos), new Filters(10));
    private final StreamCounters counters = shared.counters();
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
                LAG,
                true,
                true);
        return new Hub(() -> config, shared, inventory.snapshot(), Runnable::run, () -> nanos, new Random(1));
    }

    @Test
    void measuresEachUpdateFromItsPublicationToTheLastClientOfTheRound() {
        // given
        HubRig rig = new HubRig();
        rig.joined();
        rig.nanos = 50_000_000;

        // when
        rig.hub.update(rig.found("nginx", "1"), 47_000_000);
        rig.hub.update(rig.found("nginx", "2"), 49_000_000);
        rig.endTurn();
        rig.endTurn();

        // then
        assertThat(rig.counters.publishToFlush().count()).isEqualTo(2);
        assertThat(rig.counters.publishToFlush().sumNanos()).isEqualTo(3_000_000 + 1_000_000);
    }

    @Test
    void measuresNothingWhereNobodyIsToldAndNothingThatIsNoNews() {
        // given
        HubRig rig = new HubRig();

        // when
        rig.hub.update(rig.found("nginx", "1"), 0);
        rig.endTurn();
        rig.joined();
        rig.hub.update(rig.found("nginx", "1"), 0);
        rig.endTurn();
        rig.hub.tellTime();

        // then
        assertThat(rig.counters.publishToFlush().count()).isZero();
    }

    @Test
    void beginsAtZero() {
        assertThat(List.of(counters.joins(Writer.SOCKET), counters.refusals(Refusal.BUSY)))
                .containsOnly(0L);
        assertThat(List.of(counters.leaves(LeaveReason.LAG), counters.deliveries(), counters.bytes()))
                .containsOnly(0L);
        assertThat(List.of(counters.catchUps(), counters.lagging())).containsOnly(0L);
    }

    @Test
    void countsTheGreetingOfAClientByTheBytesThatItIsSent() {
        FakeStream client = join();

        assertThat(counters.joins(Writer.RESPONSE)).isEqualTo(1);
        assertThat(counters.joins(Writer.SOCKET)).isZero();
        assertThat(counters.deliveries()).isEqualTo(1);
        assertThat(counters.bytes()).isEqualTo(client.sent().length());
    }

    @Test
    void countsAFrameOnceForEachClientThatItIsHandedTo() {
        // given
        FakeStream one = join();
        FakeStream other = join();
        long bytesBefore = counters.bytes();
        one.take();
        other.take();

        // when
        hub.tellTime();

        // then
        assertThat(counters.deliveries()).isEqualTo(2 + 2);
        assertThat(counters.bytes() - bytesBefore)
                .isEqualTo(one.sent().length() + other.sent().length());
    }

    @Test
    void doesNotCountWhatALaggingClientIsNotHanded() {
        // given
        lagging();
        join();
        long before = counters.deliveries();

        // when
        hub.tellTime();
        hub.tellTime();

        // then
        assertThat(counters.deliveries() - before).isEqualTo(2);
    }

    @Test
    void knowsHowManyLagAndHowOftenOneWasBroughtLevel() {
        // given
        FakeStream one = lagging();
        FakeStream other = lagging();
        assertThat(counters.lagging()).isEqualTo(2);

        // when
        one.drain();

        // then
        assertThat(counters.lagging()).isEqualTo(1);
        assertThat(counters.catchUps()).isEqualTo(1);

        // when
        other.leave();

        // then
        assertThat(counters.lagging()).isZero();
        assertThat(counters.catchUps()).isEqualTo(1);
        assertThat(hub.clientCount()).isEqualTo(1);
    }

    @Test
    void goesOnCountingAClientThatWasBroughtLevel() {
        // given
        FakeStream client = lagging();
        client.drain();
        long before = counters.deliveries();

        // when
        hub.tellTime();

        // then
        assertThat(counters.deliveries() - before).isEqualTo(1);
    }

    @Test
    void countsAClientThatIsFullFromTheBeginning() {
        // given
        FakeStream client = new FakeStream();
        client.fill();

        // when
        join(client);

        // then
        assertThat(counters.lagging()).isEqualTo(1);
        assertThat(counters.deliveries()).isEqualTo(1);
    }

    @Test
    void tellsThoseWhoLeaveFromThoseWhoAreMadeTo() {
        // given
        FakeStream leaving = join();
        FakeStream stuck = lagging();
        join();

        // when
        leaving.leave();
        leaving.leave();
        nanos += LAG.toNanos() + 1;
        hub.dropLaggards();
        hub.close();
        hub.shuffledClients().forEach(hub::end);

        // then
        assertThat(stuck.cut).isTrue();
        for (LeaveReason reason : LeaveReason.values()) {
            assertThat(counters.leaves(reason)).as(reason.name()).isEqualTo(1);
        }
        assertThat(counters.lagging()).isZero();
    }

    @Test
    void countsWhoIsSentAwayByTheReason() {
        // given
        join();
        join();
        join();

        // when
        join();
        hub.close();
        join();
        join();

        // then
        assertThat(counters.refusals(Refusal.BUSY)).isEqualTo(1);
        assertThat(counters.refusals(Refusal.SHUTDOWN)).isEqualTo(2);
        assertThat(counters.joins(Writer.RESPONSE)).isEqualTo(3);
        assertThat(counters.leaves(LeaveReason.ENDED)).isZero();
    }

    @Test
    void countsFramesAndNotTheJsonOfTheApi() {
        // given
        join();
        long before = shared.frames().encoded();

        // when
        shared.frames().versionsJson(inventory.snapshot());
        join();

        // then
        assertThat(shared.frames().encoded()).isEqualTo(before);
    }

    private FakeStream join() {
        return join(new FakeStream());
    }

    private FakeStream join(FakeStream client) {
        hub.join(client, "192.0.2.1", inventory.snapshot(), Optional.empty(), Choice.PLAIN);
        return client;
    }

    private FakeStream lagging() {
        FakeStream client = join();
        client.fill();
        hub.tellTime();
        return client;
    }
}
