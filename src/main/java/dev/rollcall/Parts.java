package dev.rollcall;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.collect.CollectCounters;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.StreamConfig;
import dev.rollcall.door.Door;
import dev.rollcall.history.History;
import dev.rollcall.http.Details;
import dev.rollcall.http.Readiness;
import dev.rollcall.http.Serving;
import dev.rollcall.http.SharedAnswers;
import dev.rollcall.http.Summaries;
import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.reload.LiveConfig;
import dev.rollcall.reload.ReloadMeters;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What one Rollcall is made of, before any of it runs.
 *
 * @param vertx what it runs on
 * @param name what its worker threads' names begin with
 * @param live the configuration
 * @param serving what the serving wing needs
 * @param inventory the state
 * @param history every change of it
 * @param collected what the collecting wing counts
 */
record Parts(
        Vertx vertx,
        String name,
        LiveConfig live,
        Serving serving,
        Inventory inventory,
        History history,
        CollectCounters collected) {

    /** Puts them together and their metrics into the registry of {@code around}. */
    static Parts of(Vertx vertx, String name, RollcallConfig config, Surroundings around, History history) {
        Clock clock = around.clock();
        PrometheusMeterRegistry metrics = around.metrics();
        LiveConfig live = new LiveConfig(config, clock.instant());
        Supplier<StreamConfig> stream = () -> live.get().stream();
        Inventory inventory =
                new Inventory(history.past(), clock, config.collect().entries());
        Hub.Shared hubs = new Hub.Shared(
                new Frames(clock),
                new Places(stream, System::nanoTime),
                new Filters(() -> stream.get().filters()));
        UpdateBus bus = new UpdateBus(vertx, inventory.snapshot());
        CollectCounters collected = new CollectCounters();
        Serving serving = new Serving(
                live,
                bus::latest,
                new Details(collected.probes().book()::find, inventory::lastGood),
                history.archive(),
                new SharedAnswers(),
                new Summaries(bus::latest, clock),
                bus,
                history::state,
                live::state,
                hubs,
                new WriterNotice(),
                metrics::scrape,
                new Vitals(),
                new Readiness(),
                clock,
                new AtomicInteger(),
                new Door(() -> live.get().http().limits()));
        Meters.bind(metrics, serving, history, inventory, collected);
        new ReloadMeters(live).bindTo(metrics);
        return new Parts(vertx, name, live, serving, inventory, history, collected);
    }
}
