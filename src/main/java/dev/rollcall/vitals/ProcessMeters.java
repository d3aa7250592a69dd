package dev.rollcall.vitals;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;

/** Which Rollcall this process is, and how it fares: memory, garbage, threads, descriptors, processor, uptime. */
public final class ProcessMeters implements MeterBinder, AutoCloseable {
    private final String version;
    private final BlockedThreads blocked;
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    /** @param version of Rollcall */
    public ProcessMeters(String version, BlockedThreads blocked) {
        this.version = version;
        this.blocked = blocked;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rollcall.build.info", () -> 1)
                .description("The version of Rollcall, and of the Java that it runs on.")
                .tag("version", version)
                .tag("java", Runtime.version().toString())
                .register(registry);
        for (BlockedThreads.Kind kind : BlockedThreads.Kind.values()) {
            FunctionCounter.builder("rollcall.blocked.threads", blocked, threads -> threads.count(kind))
                    .description("Times that a thread was busy for longer than its kind may.")
                    .tag("kind", kind.label())
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        garbage.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        processor(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** What Micrometer names against Prometheus's rules is left out; the time has the name that dashboards know. */
    private static void processor(MeterRegistry registry) {
        new ProcessorMetrics().bindTo(registry);
        registry.find("process.cpu.time").meters().forEach(registry::remove);
        registry.find("system.cpu.count").meters().forEach(registry::remove);
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), ProcessMeters::processorSeconds)
                .description("Processor time that this process has used.")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1_000.0;
    }

    /** Listens to collections of garbage no more. */
    @Override
    public void close() {
        garbage.close();
    }
}
