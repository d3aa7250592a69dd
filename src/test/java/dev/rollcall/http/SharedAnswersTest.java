package dev.rollcall.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.inventory.Cursor;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
    private static final Cursor SEVEN = new Cursor("rig", 7);
    private static final Cursor EIGHT = new Cursor("rig", 8);

    private final Vertx vertx = Vertx.vertx();
    private final SharedAnswers answers = new SharedAnswers();
    private final List<Promise<Body>> asked = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(5, SECONDS);
    }

    @Test
    void asksOnceForAllWhoAskTheSame() throws Exception {
        // when
        List<Future<Body>> all =
                IntStream.range(0, 100).mapToObj(i -> ask(SEVEN, "same")).toList();
        asked.get(0).complete(Body.of("x"));

        // then
        assertThat(asked).hasSize(1);
        for (Future<Body> one : all) {
            assertThat(one.await(5, SECONDS)).isEqualTo(Body.of("x"));
        }
        ask(SEVEN, "same").await(5, SECONDS);
        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainOnceSomethingChanged() {
        ask(SEVEN, "same");
        ask(EIGHT, "same");

        assertThat(asked).hasSize(2);
    }

    @Test
    void neverAnswersWithWhatWasAskedBeforeAChangeThatIsVisible() throws Exception {
        // given: asked before the change, answered after it
        Future<Body> early = ask(SEVEN, "same");
        Future<Body> late = ask(EIGHT, "same");

        // when
        asked.get(1).complete(Body.of("new"));
        asked.get(0).complete(Body.of("old"));

        // then
        assertThat(late.await(5, SECONDS)).isEqualTo(Body.of("new"));
        assertThat(early.await(5, SECONDS)).isEqualTo(Body.of("old"));
        assertThat(ask(EIGHT, "same").await(5, SECONDS)).isEqualTo(Body.of("new"));
    }

    @Test
    void whoStillSeesLessMayHaveTheNewerAnswer() {
        ask(EIGHT, "same");
        ask(SEVEN, "same");

        assertThat(asked).hasSize(1);
    }

    @Test
    void asksAgainInAnotherNumbering() {
        ask(EIGHT, "same");
        ask(new Cursor("other", 7), "same");

        assertThat(asked).hasSize(2);
    }

    @Test
    void keepsNoFailure() {
        Future<Body> first = ask(SEVEN, "same");
        asked.get(0).fail("broken");

        assertThatThrownBy(() -> first.await(5, SECONDS)).hasMessage("broken");
        ask(SEVEN, "same");
        assertThat(asked).hasSize(2);
    }

    @Test
    void forgetsWhatWasNotAskedForTheLongest() {
        for (int i = 0; i < 300; i++) {
            ask(SEVEN, i);
            asked.get(i).complete(Body.of("x"));
        }

        ask(SEVEN, 299);
        assertThat(asked).hasSize(300);
        ask(SEVEN, 0);
        assertThat(asked).hasSize(301);
    }

    @Test
    void keepsNoMoreThanSomeMegabytes() {
        Body large = Body.of("x".repeat(3 * 1024 * 1024));
        for (int i = 0; i < 3; i++) {
            ask(SEVEN, i);
            asked.get(i).complete(large);
        }

        ask(SEVEN, 2);
        ask(SEVEN, 1);
        assertThat(asked).hasSize(3);
        ask(SEVEN, 0);
        assertThat(asked).hasSize(4);
    }

    @Test
    void refusesWhenTooMuchIsBeingAsked() {
        for (int i = 0; i < 64; i++) {
            ask(SEVEN, i);
        }

        assertThatThrownBy(() -> ask(SEVEN, "more").await(5, SECONDS)).isInstanceOf(SharedAnswers.BusyException.class);
        asked.get(0).complete(Body.of("x"));
        assertThat(ask(SEVEN, "more").isComplete()).isFalse();
    }

    @Test
    void answersOnTheContextOfWhoAsks() throws Exception {
        Context mine = vertx.getOrCreateContext();
        Supplier<Future<Body>> ask = () -> vertx.executeBlocking(() -> Body.of("x"));

        Context answered = answers.ask(SEVEN, "same", mine, ask)
                .map(body -> vertx.getOrCreateContext())
                .await(5, SECONDS);

        assertThat(answered).isSameAs(mine);
    }

    private Future<Body> ask(Cursor visible, Object question) {
        return answers.ask(visible, question, vertx.getOrCreateContext(), () -> {
            Promise<Body> answer = Promise.promise();
            asked.add(answer);
            return answer.future();
        });
    }
}
