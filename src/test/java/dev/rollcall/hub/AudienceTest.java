package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final HubRig rig = new HubRig();

    @Test
    void findsEveryOneOfItsClientsInWhateverOrderTheyLeave() {
        // given
        Audience audience = audience(Choice.PLAIN);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Client client = new Client(new FakeStream(), "192.0.2.1", audience);
            audience.add(client);
            clients.add(client);
        }
        Collections.shuffle(clients, new Random(1));

        while (!clients.isEmpty()) {
            // when
            Client leaving = clients.remove(clients.size() - 1);
            audience.leaves(leaving);

            // then
            assertThat(leaving.place).isNegative();
            assertThat(audience.level()).containsExactlyInAnyOrderElementsOf(clients);
            assertThat(clients)
                    .allSatisfy(client ->
                            assertThat(audience.level().get(client.place)).isSameAs(client));
        }
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void isSilentFromTheMomentItCameOrWasToldSomething() {
        Audience audience = new Audience(Choice.PLAIN, rig.frames, 100);

        assertThat(audience.isSilentSince(99)).isFalse();
        assertThat(audience.isSilentSince(100)).isTrue();

        audience.sentAt(200);

        assertThat(audience.isSilentSince(199)).isFalse();
        assertThat(audience.isSilentSince(200)).isTrue();
    }

    @Test
    void hasNoNewsForWhoIsLevel() {
        Snapshot state = rig.found("nginx", "1");

        assertThat(audience(Choice.PLAIN).news(state, state.seq())).isSameAs(Frame.NOTHING);
        assertThat(audience(choice(Deltas.OFF)).news(state, state.seq())).isSameAs(Frame.NOTHING);
    }

    @Test
    void tellsOfChangesAsEachChose() {
        rig.found("nginx", "1");
        Snapshot state = rig.found("php", "8");

        assertThat(text(audience(Choice.PLAIN).news(state, 1)))
                .startsWith("event: change\n")
                .doesNotContain("nginx");
        assertThat(text(audience(choice(Deltas.OFF)).news(state, 1)))
                .startsWith("event: versions\n")
                .contains("nginx", "php");
    }

    @Test
    void givesEverythingToWhoIsBehindAForgottenRemoval() {
        rig.found("nginx", "1");
        Snapshot now = rig.found("php", "8");
        Snapshot forgetful =
                new Snapshot(now.cursor(), now.revision(), now.time(), now.entries(), new Removals(List.of(), 1));

        assertThat(text(audience(Choice.PLAIN).news(forgetful, 0))).startsWith("event: versions\n");
        assertThat(text(audience(Choice.PLAIN).news(forgetful, 1))).startsWith("event: change\n");
    }

    @Test
    void sendsNoEventThatWasNotChosen() {
        Snapshot state = rig.found("nginx", "1");
        Audience onlyTime = audience(choice(Deltas.ON, EventType.TIME));
        Audience noTime = audience(choice(Deltas.ON, EventType.VERSIONS, EventType.CHANGE));
        Audience onlyChange = audience(choice(Deltas.OFF, EventType.CHANGE));

        assertThat(onlyTime.versions(state)).isSameAs(Frame.NOTHING);
        assertThat(onlyTime.news(state, 0)).isSameAs(Frame.NOTHING);
        assertThat(text(onlyTime.time(state))).startsWith("event: time\n");
        assertThat(noTime.time(state)).isSameAs(Frame.NOTHING);
        // Without deltas a change is a versions event, which this one does not want.
        assertThat(onlyChange.news(state, 0)).isSameAs(Frame.NOTHING);
    }

    private Audience audience(Choice choice) {
        return new Audience(choice, rig.frames, 0);
    }

    private static Choice choice(Deltas deltas, EventType... events) {
        Set<EventType> wanted = EnumSet.noneOf(EventType.class);
        Collections.addAll(wanted, events);
        return new Choice(Filter.ALL, wanted.isEmpty() ? Choice.PLAIN.events() : wanted, deltas, Coding.IDENTITY);
    }

    private static String text(Frame frame) {
        return frame.bytes().toString();
    }
}
