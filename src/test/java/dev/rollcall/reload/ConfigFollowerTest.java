package dev.rollcall.reload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.ConfigState.Applied;
import dev.rollcall.config.ConfigState.Refused;
import dev.rollcall.config.Loaded;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Takeover;
import dev.rollcall.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
@Timeout(60)
class ConfigFollowerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STROKE = Duration.ofMillis(20);

    /** Enough that some come between a look that is due and its turn. */
    private static final int ENDS = 100;

    @TempDir
    Path folder;

    private final BlockingQueue<RollcallConfig> taken = new LinkedBlockingQueue<>();
    private volatile Future<Void> hanging = Future.succeededFuture();
    private Path file;
    private LiveConfig live;
    private ConfigFollower follower;

    @BeforeEach
    void follow(Vertx vertx) throws Exception {
        file = Files.writeString(folder.resolve("rollcall.json"), config(1));
        ConfigSource source = ConfigSource.file(file, Set.of());
        Loaded first = source.read();
        live = new LiveConfig(first.config(), Instant.EPOCH);
        follower =
                new ConfigFollower(vertx, "test", source, first.footprint(), this::take, live, Clock.systemUTC(), LOOK);
        follower.start();
    }

    @AfterEach
    void stop() throws Exception {
        follower.stop().await(20, TimeUnit.SECONDS);
    }

    @Test
    void readsNothingThatIsStillBeingWritten() throws Exception {
        // when: the pauses between two strokes are shorter than those between two looks
        String edited = config(2);
        for (int length = 0; length < edited.length(); length++) {
            Files.writeString(file, edited.substring(0, length));
            Eventually.holds(STROKE, () -> false);
        }
        assertThat(taken).isEmpty();
        Files.writeString(file, edited);

        // then
        assertThat(taken.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(live.refused()).isZero();
        assertThat(live.applied()).isEqualTo(1);
        assertThat(live.get().http().port()).isEqualTo(8080);
        assertThat(live.state())
                .isInstanceOfSatisfying(
                        Applied.class,
                        applied -> assertThat(applied.postponed()).containsExactly("/http/port"));
    }

    @Test
    void readsNothingAgainThatSaysTheSame() throws Exception {
        // when: other times, the same content
        for (int i = 0; i < 5; i++) {
            Files.writeString(file, config(1));
            Eventually.holds(LOOK.multipliedBy(3), () -> false);
        }

        // then
        assertThat(taken).isEmpty();

        // when: it is told to
        follower.readNow();

        // then
        assertThat(taken.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void noticesThatAFileWhichWasMissingIsThere() throws Exception {
        // given
        Files.writeString(file, "{\"include\": [\"more.json\"]}");
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Refused))
                .isTrue();
        ConfigState before = live.state();
        assertThat(taken).isEmpty();

        // when: the same is wrong in a file that was edited
        Files.writeString(file, "{\"include\": [\"more.json\"]} ");
        assertThat(Eventually.holds(PATIENCE, () -> live.refused() == 2)).isTrue();

        // then
        assertThat(live.state()).isEqualTo(before);

        // when
        Files.writeString(folder.resolve("more.json"), "{\"collect\": {\"every\": \"7m\"}}");

        // then
        assertThat(taken.poll(20, TimeUnit.SECONDS).collect().every()).hasMinutes(7);
        assertThat(live.state()).isInstanceOf(Applied.class);
    }

    @Test
    void goesOnWhenTheFileIsTakenAway() throws Exception {
        // when
        Files.delete(file);

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Refused))
                .isTrue();
        assertThat(((Refused) live.state()).problems())
                .singleElement()
                .asString()
                .contains("no such file");
        assertThat(taken).isEmpty();

        // when
        Files.writeString(file, config(1));

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Applied))
                .isTrue();
    }

    @Test
    void seesTheNextEditWhenTheOneBeforeIsNeverInForce() throws Exception {
        // given
        Promise<Void> folder = Promise.promise();
        hanging = folder.future();
        Files.writeString(file, config(2));

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Refused))
                .isTrue();
        assertThat(((Refused) live.state()).problems())
                .singleElement()
                .asString()
                .startsWith("not in force yet");

        // when
        Files.writeString(file, "{");

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.refused() == 2)).isTrue();
        ConfigState broken = live.state();

        // when: it answers after all, which is no news of the edit that came later
        folder.complete();

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.applied() == 1)).isTrue();
        assertThat(live.state()).isEqualTo(broken);
    }

    @Test
    void takesBackWhatItToldOfAnEditThatIsInForceAfterAll() throws Exception {
        // given
        Promise<Void> folder = Promise.promise();
        hanging = folder.future();
        Files.writeString(file, config(2));
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Refused))
                .isTrue();

        // when
        folder.complete();

        // then
        assertThat(Eventually.holds(PATIENCE, () -> live.state() instanceof Applied))
                .isTrue();
    }

    @Test
    void endsWithoutAWordWhileALookIsDue(Vertx vertx) throws Exception {
        // given
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        vertx.exceptionHandler(thrown::add);
        ConfigSource source = ConfigSource.file(file, Set.of());

        // when
        for (int i = 0; i < ENDS; i++) {
            ConfigFollower brief = new ConfigFollower(
                    vertx,
                    "brief",
                    source,
                    source.read().footprint(),
                    this::take,
                    live,
                    Clock.systemUTC(),
                    Duration.ofMillis(1));
            brief.start();
            brief.readNow();
            Eventually.holds(Duration.ofMillis(i % 5), () -> false);
            brief.stop().await(20, TimeUnit.SECONDS);
        }

        // then
        assertThat(thrown).isEmpty();
    }

    private Future<Takeover> take(RollcallConfig wanted) {
        Takeover takeover = live.take(wanted, Instant.EPOCH);
        taken.add(wanted);
        return hanging.map(takeover);
    }

    private static String config(int port) {
        return "{\"http\": {\"port\": %s}}".formatted(port == 1 ? 8080 : port);
    }
}
