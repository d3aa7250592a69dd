package dev.rollcall.collect;

import static dev.rollcall.collect.SchedulerRig.NEVER_AGAIN;
import static dev.rollcall.collect.SchedulerRig.SECONDS_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.probe.Probe;
import dev.rollcall.probe.Scripts;
import dev.rollcall.probe.SearchPath;
import dev.rollcall.watch.FolderWatch;
import dev.rollcall.watch.News;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Looks that follow one another, without a watch. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class DiscoveryTest {
    @TempDir
    Path folder;

    @Test
    void startsWhatALaterLookFinds(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        List<Probe> installed = new ArrayList<>(List.of(program("early")));
        Discovery discovery = discovery(vertx, rig, installed);
        rig.on(() -> discovery.start(Duration.ofMillis(100)).mapEmpty()).await(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(rig.next()).extracting(SchedulerRig::name).containsExactly("early");

        // when
        installed.add(program("late"));

        // then: at its interval, which has a lower bound
        assertThat(rig.next()).extracting(SchedulerRig::name).containsExactly("late");
        rig.on(discovery::stop).await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Test
    void looksAtOnceWhenThereAreNewsAndGoesOnAfterALookThatFailed(Vertx vertx) throws Exception {
        // given
        SchedulerRig rig = new SchedulerRig(vertx, 2);
        List<Probe> installed = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        Discovery discovery = new Discovery(
                vertx,
                vertx.createSharedWorkerExecutor("disk", 1),
                () -> {
                    if (looks.incrementAndGet() == 2) {
                        throw new IllegalStateException("a broken disk, on purpose");
                    }
                    return new Plan(installed, Map.of(), Set.of());
                },
                machine(),
                rig.scheduler(),
                Optional.empty());
        rig.on(() -> discovery.start(NEVER_AGAIN).mapEmpty()).await(SECONDS_MAX, TimeUnit.SECONDS);

        // when
        installed.add(program("late"));
        while (looks.get() < 3) {
            rig.on(() -> {
                        discovery.heard(new News(Set.of(), true));
                        return Future.succeededFuture();
                    })
                    .await(SECONDS_MAX, TimeUnit.SECONDS);
        }

        // then
        assertThat(rig.next()).extracting(SchedulerRig::name).containsExactly("late");
    }

    private Discovery discovery(Vertx vertx, SchedulerRig rig, List<Probe> installed) {
        return new Discovery(
                vertx,
                vertx.createSharedWorkerExecutor("disk", 1),
                () -> new Plan(installed, Map.of(), Set.of()),
                machine(),
                rig.scheduler(),
                Optional.empty());
    }

    private Machine machine() {
        return new Machine(new SearchPath(List.of(folder)), List.of(), FolderWatch::ofThisSystem);
    }

    private Probe program(String name) {
        return SchedulerRig.probe(name, NEVER_AGAIN, new Scripts(folder).sh(name, "echo 1.0"));
    }
}
