package dev.rollcall.reload;

import dev.rollcall.config.ConfigState;
import dev.rollcall.config.ConfigState.Applied;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** The metrics of the configuration, {@code rollcall_config_…}. A registry does not keep what it reads from. */
public final class ReloadMeters implements MeterBinder {
    private final LiveConfig live;

    /** The metrics of {@code live}. */
    public ReloadMeters(LiveConfig live) {
        this.live = live;
    }

    /** Registers them, once per registry. */
    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "valid",
                "1 when what the files say is what goes on, 0 when it cannot be used.",
                now -> now instanceof Applied ? 1 : 0);
        gauge(
                registry,
                "restart.pending",
                "Edited settings that wait for a restart.",
                now -> now instanceof Applied applied ? applied.postponed().size() : 0);
        gauge(
                registry,
                "state.timestamp.seconds",
                "Since when it stands so, in seconds since 1970.",
                now -> now.since().toEpochMilli() / 1e3);
        counter(registry, "applied", LiveConfig::applied);
        counter(registry, "refused", LiveConfig::refused);
    }

    private void gauge(MeterRegistry registry, String name, String help, ToDoubleFunction<ConfigState> value) {
        Gauge.builder("rollcall.config." + name, live, now -> value.applyAsDouble(now.state()))
                .description(help)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String result, ToDoubleFunction<LiveConfig> count) {
        FunctionCounter.builder("rollcall.config.reloads", live, count)
                .description("Edits of the configuration, by what became of them.")
                .tag("result", result)
                .register(registry);
    }
}
