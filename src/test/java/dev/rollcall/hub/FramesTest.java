package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Cursor;
import dev.rollcall.inventory.Removals;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.Coding;
import dev.rollcall.sse.Frame;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final int REMEMBERED_MAX = 256;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Choice GZIP = new Choice(Filter.ALL, Choice.PLAIN.events(), Deltas.ON, Coding.GZIP);

    private int frameBytes = 10;
    private final Frames frames = new Frames(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), new EventEncoder() {
        @Override
        public Frame versions(Snapshot state, Filter filter) {
            return new Frame(Buffer.buffer(new byte[frameBytes]));
        }

        @Override
        public Frame change(Snapshot state, long seq, Filter filter) {
            return Frame.NOTHING;
        }
    });

    @Test
    void remembersTheLastFramesOfSoManyStates() {
        // given
        IntStream.rangeClosed(1, REMEMBERED_MAX + 1).forEach(this::ask);

        // then
        assertThat(encodedFor(() -> IntStream.rangeClosed(2, REMEMBERED_MAX + 1).forEach(this::ask)))
                .isZero();
        assertThat(encodedFor(() -> ask(1))).isEqualTo(1);
        assertThat(encodedFor(() -> ask(2))).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasNotAskedForTheLongest() {
        // given
        IntStream.rangeClosed(1, REMEMBERED_MAX).forEach(this::ask);

        // when
        ask(1);
        ask(REMEMBERED_MAX + 1);

        // then
        assertThat(encodedFor(() -> ask(1))).isZero();
        assertThat(encodedFor(() -> ask(2))).isEqualTo(1);
    }

    @Test
    void remembersNoMoreThanEightMebibytes() {
        // given
        frameBytes = MEBIBYTE;

        // when
        IntStream.rangeClosed(1, 9).forEach(this::ask);

        // then
        assertThat(encodedFor(() -> IntStream.rangeClosed(2, 9).forEach(this::ask)))
                .isZero();
        assertThat(encodedFor(() -> ask(1))).isEqualTo(1);
    }

    @Test
    void keepsTheNewestHoweverLargeAndNothingBesideIt() {
        // given
        ask(1);
        frameBytes = 9 * MEBIBYTE;

        // when
        ask(2);

        // then
        assertThat(encodedFor(() -> ask(2))).isZero();
        assertThat(encodedFor(() -> ask(1))).isEqualTo(1);
    }

    @Test
    void smallFramesFindRoomAgainAfterALargeOne() {
        // given
        frameBytes = 9 * MEBIBYTE;
        ask(1);
        frameBytes = 10;

        // when
        IntStream.rangeClosed(2, REMEMBERED_MAX + 1).forEach(this::ask);

        // then
        assertThat(encodedFor(() -> IntStream.rangeClosed(2, REMEMBERED_MAX + 1).forEach(this::ask)))
                .isZero();
    }

    @Test
    void anEventForNobodyIsRememberedTooAndNeverCompressed() {
        Snapshot state = state(1);

        assertThat(frames.change(state, 0, GZIP)).isSameAs(Frame.NOTHING);
        assertThat(frames.change(state, 0, GZIP)).isSameAs(Frame.NOTHING);
        assertThat(frames.encoded()).isEqualTo(1);
    }

    @Test
    void compressesOnceForAllWhoWantIt() {
        Snapshot state = state(1);

        Frame first = frames.versions(state, GZIP);

        assertThat(frames.versions(state, GZIP)).isSameAs(first);
        assertThat(frames.versions(state, Choice.PLAIN)).isNotEqualTo(first);
        assertThat(frames.encoded()).isEqualTo(2);
    }

    private void ask(int revision) {
        frames.versions(state(revision), Choice.PLAIN);
    }

    private long encodedFor(Runnable asking) {
        long before = frames.encoded();
        asking.run();
        return frames.encoded() - before;
    }

    private static Snapshot state(int revision) {
        return new Snapshot(new Cursor("epoch", 1), revision, Instant.EPOCH, List.of(), Removals.NONE);
    }
}
