package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.StreamConfig;
import dev.rollcall.sse.Coding;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Settings that change while clients are there. */
class ChangedSettingsTest {
    private final HubRig rig = new HubRig();
    private final AtomicReference<StreamConfig> config = new AtomicReference<>(HubModel.CONFIG);

    private Hub hub() {
        return new Hub(
                config::get,
                new Hub.Shared(rig.frames, Places.of(100, 1_000_000, () -> rig.nanos), new Filters(10)),
                rig.inventory.snapshot(),
                rig.turnEnd::add,
                () -> rig.nanos,
                new Random(1));
    }

    @Test
    void keepsAliveAndCutsOffAsIsConfiguredNow() {
        // given
        Hub hub = hub();
        FakeStream client = new FakeStream();
        hub.join(client, "192.0.2.1", rig.inventory.snapshot(), Optional.empty(), Choice.PLAIN);
        int greeted = client.sent().length();
        rig.nanos += Duration.ofSeconds(2).toNanos();
        hub.keepAlive();
        assertThat(client.sent()).hasSize(greeted);

        // when
        config.set(with(Duration.ofSeconds(1), Duration.ofSeconds(1)));
        hub.keepAlive();

        // then
        assertThat(client.sent().substring(greeted)).startsWith(":");
    }

    @Test
    void countsChoicesAgainstTheLimitsOfTheMoment() {
        // given
        AtomicInteger max = new AtomicInteger(1);
        Filters filters = new Filters(max::get);
        assertThat(filters.take(choice("a"))).isTrue();
        assertThat(filters.take(choice("b"))).isFalse();

        // when
        max.set(2);

        // then
        assertThat(filters.take(choice("b"))).isTrue();
        assertThat(filters.take(choice("c"))).isFalse();
        assertThat(filters.max()).isEqualTo(2);
    }

    private static Choice choice(String name) {
        return new Choice(
                new Filter(Set.of(name), Set.of(), Set.of()), Choice.PLAIN.events(), Deltas.ON, Coding.IDENTITY);
    }

    private static StreamConfig with(Duration heartbeat, Duration lag) {
        StreamConfig old = HubModel.CONFIG;
        return new StreamConfig(
                old.time(),
                old.retry(),
                heartbeat,
                old.clients(),
                old.clientsPerAddress(),
                old.joins(),
                old.filters(),
                lag,
                old.gzip(),
                old.direct());
    }
}
