package dev.rollcall.history;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;

/** The metrics of the history, {@code rollcall_history_…}: what it counts anyway, read when somebody asks. */
public final class HistoryMeters implements MeterBinder {
    private final History history;

    /** The metrics of {@code history}, which lives as long as they are read. */
    public HistoryMeters(History history) {
        this.history = history;
    }

    /** Registers them, once per registry. */
    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rollcall.history.durable", history, one -> one.isDurable() ? 1 : 0)
                .description("1 when every change is durable before anyone sees it.")
                .register(registry);
        HistoryCounters counters = history.counters();
        Gauge.builder("rollcall.history.waiting", counters, HistoryCounters::waiting)
                .description("Changes that were shown and wait to be written down.")
                .register(registry);
        FunctionCounter.builder("rollcall.history.changes", counters, HistoryCounters::written)
                .description("Changes that were written down.")
                .register(registry);
        FunctionCounter.builder("rollcall.history.lost", counters, HistoryCounters::lost)
                .description("Steps that were forgotten because too many waited to be written down.")
                .register(registry);
        FunctionCounter.builder("rollcall.history.failures", counters, HistoryCounters::failures)
                .description("Attempts to write changes down that failed.")
                .register(registry);
        TimeGauge.builder(
                        "rollcall.history.lag",
                        history,
                        TimeUnit.MILLISECONDS,
                        one -> one.lag().toMillis())
                .description("Age of the oldest change that is not durable.")
                .register(registry);
        FunctionTimer.builder(
                        "rollcall.history.write",
                        counters,
                        HistoryCounters::writes,
                        HistoryCounters::writingNanos,
                        TimeUnit.NANOSECONDS)
                .description("How long it took to write each batch of changes down.")
                .register(registry);
    }
}
