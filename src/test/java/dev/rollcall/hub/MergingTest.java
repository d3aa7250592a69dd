package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What changes within one turn of the event loop is one event. */
class MergingTest {
    private final HubRig rig = new HubRig();

    @Test
    void tellsOfAllThatChangedInOneTurnInOneEventAndOneWrite() {
        // given
        FakeStream client = rig.joined();

        // when
        rig.hub.update(rig.found("nginx", "1"));
        rig.hub.update(rig.found("php", "8"));
        rig.hub.update(rig.found("nginx", "2"));

        // then
        assertThat(client.frames).isEmpty();
        assertThat(rig.turnEnd).as("one task for the end of the turn").hasSize(1);

        // when
        rig.endTurn();

        // then
        assertThat(client.frames).hasSize(1);
        assertThat(client.take())
                .containsOnlyOnce("event: change")
                .startsWith("event: change\nid: epoch-3\n")
                .containsSubsequence("\"php\"", "\"seq\":2", "\"nginx\"", "\"seq\":3")
                .doesNotContain("\"seq\":1}");
    }

    @Test
    void saysNothingOfWhatCameAndWentWithinOneTurnButItsRemoval() {
        // given
        FakeStream client = rig.joined();

        // when
        rig.hub.update(rig.found("nginx", "1"));
        rig.hub.update(rig.gone("nginx"));
        rig.endTurn();

        // then
        assertThat(client.take()).contains("\"removed\":true,\"seq\":2").doesNotContain("\"version\"");
    }

    @Test
    void aJoinInTheMiddleOfATurnBringsEverybodyLevelAndNothingIsToldTwice() {
        // given
        FakeStream before = rig.joined();
        rig.hub.update(rig.found("nginx", "1"));

        // when
        FakeStream joining = rig.join();

        // then
        assertThat(before.take()).startsWith("event: change\nid: epoch-1\n");
        assertThat(joining.take()).contains("event: versions\nid: epoch-1\n", "\"nginx\"");

        // when
        rig.hub.update(rig.found("php", "8"));
        rig.endTurn();

        // then
        assertThat(before.take()).startsWith("event: change\nid: epoch-2\n").doesNotContain("nginx");
        assertThat(joining.take()).startsWith("event: change\nid: epoch-2\n").doesNotContain("nginx");
    }

    @Test
    void aJoinThatBringsAStateWhichTheBusHasNotBroughtYetTellsItToAllAndTheBusNothing() {
        // given
        FakeStream before = rig.joined();
        Snapshot first = rig.found("nginx", "1");
        Snapshot second = rig.found("nginx", "2");

        // when
        FakeStream joining = rig.join();

        // then
        assertThat(before.take()).startsWith("event: change\nid: epoch-2\n");

        // when
        joining.take();
        rig.hub.update(first);
        rig.hub.update(second);
        rig.endTurn();

        // then
        assertThat(before.frames).isEmpty();
        assertThat(joining.frames).isEmpty();
    }

    @Test
    void theTimeIsToldTogetherWithWhatIsNewInOneWrite() {
        // given
        FakeStream client = rig.joined();
        rig.hub.update(rig.found("nginx", "1"));

        // when
        rig.hub.tellTime();

        // then
        assertThat(client.frames).hasSize(1);
        assertThat(client.take()).containsSubsequence("event: change\n", "event: time\n", "\"seq\":1}");

        // when
        rig.endTurn();

        // then
        assertThat(client.frames).isEmpty();
    }

    @Test
    void twoWhoDrainAtTheSamePointGetOneEncodingOfWhatTheyMissed() {
        // given
        FakeStream one = rig.joined();
        FakeStream other = rig.joined();
        one.fill();
        other.fill();
        rig.hub.tellTime();
        rig.hub.update(rig.found("nginx", "1"));
        rig.endTurn();
        rig.hub.update(rig.found("nginx", "2"));
        rig.endTurn();
        one.take();
        other.take();
        long before = rig.frames.encoded();

        // when
        one.drain();
        other.drain();

        // then
        assertThat(rig.frames.encoded() - before).isEqualTo(1);
        assertThat(one.frames).isEqualTo(other.frames).hasSize(1);
    }

    @Test
    void whoComesBackGetsWhatTheTurnHasNotToldYetAsWell() {
        // given
        Snapshot known = rig.found("nginx", "1");
        rig.found("php", "8");

        // when
        FakeStream back = rig.join(Choice.PLAIN, Optional.of(known.cursor()));

        // then
        assertThat(back.take())
                .contains("event: change\nid: epoch-2\n", "\"php\"")
                .doesNotContain("nginx");
    }
}
