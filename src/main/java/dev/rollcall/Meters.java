package dev.rollcall;

import dev.rollcall.collect.CollectCounters;
import dev.rollcall.collect.CollectSeries;
import dev.rollcall.door.DoorMeters;
import dev.rollcall.history.History;
import dev.rollcall.history.HistoryMeters;
import dev.rollcall.http.BoardSeries;
import dev.rollcall.http.Serving;
import dev.rollcall.http.StreamMeters;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.meters.HistogramSeries;
import dev.rollcall.vitals.Vitals;
import dev.rollcall.vitals.VitalsSeries;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * Puts everything that is counted into one registry. What has a fixed set of series is a meter of Micrometer's; what comes and
 * goes with the board, and what is counted in histograms of our own, is read by Prometheus's client behind it.
 */
final class Meters {
    private Meters() {}

    /** Once per registry. */
    static void bind(
            PrometheusMeterRegistry registry,
            Serving serving,
            History history,
            Inventory inventory,
            CollectCounters collected) {
        Vitals vitals = serving.vitals();
        new StreamMeters(serving.hubs()).bindTo(registry);
        new HistoryMeters(history).bindTo(registry);
        new DoorMeters(serving.door()).bindTo(registry);
        PrometheusRegistry series = registry.getPrometheusRegistry();
        series.register(new HistogramSeries(
                "rollcall_stream_publish_to_flush_seconds",
                "From the publication of a change until a hub had handed it to the last of its clients that do not lag.",
                serving.hubs().counters().publishToFlush()));
        series.register(new HistogramSeries(
                "rollcall_event_loop_delay_seconds",
                "How much later than asked for a timer was called, ten times per second on each event loop.",
                vitals.loopDelays()));
        series.register(new VitalsSeries(vitals));
        series.register(new CollectSeries(
                collected, () -> serving.config().get().collect().workers(), inventory));
        series.register(
                new BoardSeries(serving.state(), () -> serving.config().get().metrics()));
    }
}
