package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes wrong for some is nothing to the others. */
class TroubleTest {
    private static final Filter UNLUCKY = new Filter(Set.of("nginx"), Set.of(), Set.of());

    private final HubRig rig = new HubRig();
    private final Hub hub = new Hub(
            () -> HubModel.CONFIG,
            new Hub.Shared(
                    new Frames(Clock.systemUTC(), new Forgetful()),
                    Places.of(100, 1_000_000, () -> rig.nanos),
                    new Filters(10)),
            rig.inventory.snapshot(),
            rig.turnEnd::add,
            () -> rig.nanos,
            new Random(1));

    /** Has no memory for the changes of one filter. */
    private static final class Forgetful implements EventEncoder {
        private final WireEncoder wire = new WireEncoder();

        @Override
        public Frame versions(Snapshot state, Filter filter) {
            return wire.versions(state, filter);
        }

        @Override
        public Frame change(Snapshot state, long seq, Filter filter) {
            if (filter.equals(UNLUCKY)) {
                throw new OutOfMemoryError("on purpose");
            }
            return wire.change(state, seq, filter);
        }
    }

    @Test
    void cutsThoseWhoCannotBeToldAndTellsTheOthersOnce() {
        // given
        Choice unlucky = new Choice(UNLUCKY, Choice.PLAIN.events(), Deltas.ON, Coding.IDENTITY);
        FakeStream before = join(Choice.PLAIN);
        FakeStream cut = join(unlucky);
        FakeStream after = join(new Choice(Filter.ALL, Set.of(EventType.CHANGE), Deltas.ON, Coding.IDENTITY));

        // when
        hub.update(rig.found("nginx", "1"));
        rig.endTurn();

        // then
        assertThat(cut.cut).isTrue();
        assertThat(before.take()).startsWith("event: change\nid: epoch-1\n");
        assertThat(after.take()).startsWith("event: change\nid: epoch-1\n");
        assertThat(hub.clientCount()).isEqualTo(2);

        // when
        hub.update(rig.found("nginx", "2"));
        rig.endTurn();

        // then
        assertThat(before.take()).startsWith("event: change\nid: epoch-2\n");
    }

    private FakeStream join(Choice choice) {
        FakeStream client = new FakeStream();
        hub.join(client, "192.0.2.1", rig.inventory.snapshot(), Optional.empty(), choice);
        client.take();
        return client;
    }
}
