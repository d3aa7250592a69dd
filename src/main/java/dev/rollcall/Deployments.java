package dev.rollcall;

import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.collect.CollectorVerticle;
import dev.rollcall.config.Advice;
import dev.rollcall.config.ManagementConfig;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.http.HttpVerticle;
import dev.rollcall.http.ManagementVerticle;
import dev.rollcall.http.Mount;
import dev.rollcall.vitals.LoopVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts up what runs of a Rollcall, and takes it down again. On its own context, one after the other. */
final class Deployments {
    private static final Logger log = LoggerFactory.getLogger(Deployments.class);

    private final Parts parts;
    private final List<String> deployments = new ArrayList<>();
    private @Nullable CollectorVerticle collector;
    private volatile @Nullable Mount mount;
    /** Deployed by this name; empty without one. */
    private String management = "";

    Deployments(Parts parts) {
        this.parts = parts;
    }

    /** What can be mounted, when there is such a thing. */
    Optional<Mount> mount() {
        return Optional.ofNullable(mount);
    }

    /** Has the collecting wing go on by another configuration. */
    Future<Void> reconfigure(RollcallConfig config) {
        return Objects.requireNonNull(collector, "it runs").reconfigure(config);
    }

    /** Ends streams, child processes and servers; the history is written to the end. */
    Future<Void> takeDown() {
        List<Future<Void>> ended = new ArrayList<>();
        deployments.forEach(id -> ended.add(parts.vertx().undeploy(id)));
        mount().ifPresent(mounted -> ended.add(mounted.close()));
        // The door for those who watch goes last: they see that it stops.
        return Future.join(ended)
                .<Void>mapEmpty()
                .eventually(() -> management.isEmpty()
                        ? Future.succeededFuture()
                        : parts.vertx().undeploy(management))
                .eventually(() -> parts.history().close(parts.inventory().snapshot()))
                .eventually(() -> parts.serving().bus().close())
                .onComplete(v -> parts.serving().vitals().close());
    }

    /** Makes what can be mounted in other people's servers. */
    Future<Void> makeMount() {
        return Mount.of(parts.vertx(), parts.serving())
                .onSuccess(made -> mount = made)
                .mapEmpty();
    }

    /** Watches over the event loops. */
    Future<Void> watchOver() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return parts.vertx()
                .deployVerticle(() -> new LoopVerticle(parts.serving().vitals()), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    /** Listens; fails when an address cannot be had. */
    Future<Void> openDoor() {
        Advice.of(parts.serving().config().get()).forEach(advice -> log.warn("configuration: {}", advice));
        return deployManagement().compose(v -> deployHttp());
    }

    private Future<Void> deployManagement() {
        ManagementConfig config = parts.serving().config().get().http().management();
        return config == null
                ? Future.succeededFuture()
                : parts.vertx()
                        .deployVerticle(new ManagementVerticle(parts.serving(), config))
                        .onSuccess(deployment -> management = deployment)
                        .mapEmpty();
    }

    private Future<Void> deployHttp() {
        DeploymentOptions perEventLoop = new DeploymentOptions().setInstances(Transport.eventLoops());
        return parts.vertx()
                .deployVerticle(() -> new HttpVerticle(parts.serving()), perEventLoop)
                .onSuccess(deployments::add)
                .mapEmpty();
    }

    /** Collects; succeeds when the first commands are on their way. */
    Future<Void> collect(Map<String, String> environment) {
        CollectorVerticle made = new CollectorVerticle(
                parts.name(),
                parts.serving().config().get(),
                Catalogue.load(),
                environment,
                parts.inventory(),
                parts.history().recorder(parts.inventory()),
                parts.serving().bus(),
                parts.serving().clock(),
                parts.collected());
        collector = made;
        return parts.vertx().deployVerticle(made).onSuccess(deployments::add).mapEmpty();
    }
}
