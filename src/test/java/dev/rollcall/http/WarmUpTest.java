package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.SseStreams.Writer;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void practisesOnTheWayThatClientsWillTakeAndCountsNobody() throws Exception {
        try (HttpRig rig = new HttpRig("{\"http\": {\"warmUp\": 20}}")) {
            assertThat(rig.opened(Writer.SOCKET)).isEqualTo(20);
            assertThat(rig.clients()).isZero();
        }
    }

    @Test
    void doesNothingUnlessItIsAskedFor() throws Exception {
        try (HttpRig rig = new HttpRig("{}")) {
            assertThat(rig.opened(Writer.SOCKET)).isZero();
        }
    }
}
