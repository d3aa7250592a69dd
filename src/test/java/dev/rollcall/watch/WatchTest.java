package dev.rollcall.watch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rollcall.probe.Command;
import dev.rollcall.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A system that gives no watch, or not for every folder: what can be watched is, and the rest is said once. */
class WatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Command SHOP = new Command(List.of("shop"));

    @TempDir
    Path good;

    @TempDir
    Path bad;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Watch.class);
    private final Queue<News> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
    }

    @Test
    void saysOnceThatTheSystemGivesNoWatchAndTriesAgain() throws IOException {
        // given
        boolean[] full = {true};
        FolderWatch.Factory factory = () -> {
            if (full[0]) {
                throw new IOException("User limit of inotify instances reached");
            }
            return FolderWatch.ofThisSystem();
        };
        try (Watch watch = new Watch(factory, heard::add)) {
            // when
            assertThat(watch.follow(interests(good))).isFalse();
            assertThat(watch.follow(interests(good))).isFalse();
            full[0] = false;

            // then
            assertThat(watch.follow(interests(good))).isTrue();
            assertThat(warnings())
                    .containsExactly(
                            "cannot watch folder=any cause=\"User limit of inotify instances reached\": changes"
                                    + " there are seen when their turn comes (collect.every), not at once; this is said once");
        }
    }

    @Test
    void watchesTheOthersWhenOneFolderCannotBeWatched() throws IOException {
        try (Watch watch = new Watch(() -> new Refusing(bad::equals), heard::add)) {
            // when
            watch.follow(interests(bad, good));
            watch.follow(interests(bad, good));
            Files.createFile(bad.resolve("shop"));
            Files.createFile(good.resolve("shop"));

            // then
            assertThat(Eventually.holds(PATIENCE, () -> !heard.isEmpty())).isTrue();
            assertThat(heard.peek()).isEqualTo(new News(Set.of(SHOP), true));
            assertThat(warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .startsWith(
                                    "cannot watch folder=" + bad + " cause=\"User limit of inotify watches reached\""));
        }
    }

    @Test
    void watchesNoMoreFoldersThanALimitAndSaysSo() throws IOException {
        // given
        Path[] folders = new Path[WatchedFolders.FOLDERS_MAX + 5];
        for (int i = 0; i < folders.length; i++) {
            folders[i] = Files.createDirectory(bad.resolve("folder" + i));
        }
        WatchedFolders watched = new WatchedFolders(
                FolderWatch.ofThisSystem(), (folder, cause) -> heard.add(new News(Set.of(SHOP), false)));

        // when
        watched.follow(interests(folders));

        // then
        assertThat(watched.size()).isEqualTo(WatchedFolders.FOLDERS_MAX);
        assertThat(heard).hasSize(1);
        watched.follow(Interests.NONE);
        assertThat(watched.size()).isZero();
    }

    @Test
    void saysNothingOfAFolderThatDoesNotExist() throws IOException {
        try (Watch watch = new Watch(FolderWatch::ofThisSystem, heard::add)) {
            watch.follow(interests(good.resolve("none"), Files.createFile(good.resolve("file"))));
            assertThat(warnings()).isEmpty();
        }
    }

    @Test
    void watchesNothingMoreOnceItIsClosed() throws IOException {
        // given
        Watch watch = new Watch(FolderWatch::ofThisSystem, heard::add);
        assertThat(watch.follow(interests(good))).isTrue();

        // when
        watch.close();
        watch.close();

        // then
        assertThat(watch.follow(interests(bad))).isFalse();
        assertThat(Eventually.holds(
                        PATIENCE,
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().equals("rollcall-watch"))))
                .isTrue();
    }

    @Test
    void takesAnOverflowForAChangeOfEverythingInTheFolder() {
        // given
        Interests interests = interests(good);

        // then
        assertThat(interests.anything(good)).isEqualTo(new News(Set.of(SHOP), true));
        assertThat(interests.anything(bad)).isEqualTo(new News(Set.of(), true));
        assertThat(interests.news(good, "shop")).isEqualTo(new News(Set.of(SHOP), true));
        assertThat(interests.news(good, "other").isNone()).isTrue();
        assertThat(interests.news(bad, "shop").isNone()).isTrue();
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static Interests interests(Path... folders) {
        Map<Path, Map<String, Set<Command>>> dependents = new HashMap<>();
        for (Path folder : folders) {
            dependents.put(folder, Map.of("shop", Set.of(SHOP)));
        }
        return new Interests(dependents, Map.of(), Set.of(), Map.of());
    }

    /** As a system that has no more watches for some folders. */
    private static final class Refusing implements FolderWatch {
        private final FolderWatch real = FolderWatch.ofThisSystem();
        private final Predicate<Path> refused;

        Refusing(Predicate<Path> refused) throws IOException {
            this.refused = refused;
        }

        @Override
        public WatchKey register(Path folder, Told told) throws IOException {
            if (refused.test(folder)) {
                throw new IOException("User limit of inotify watches reached");
            }
            return real.register(folder, told);
        }

        @Override
        public WatchKey take() throws InterruptedException {
            return real.take();
        }

        @Override
        public @Nullable WatchKey poll() {
            return real.poll();
        }

        @Override
        public void close() throws IOException {
            real.close();
        }
    }
}
