package dev.rollcall.http;

import dev.rollcall.hub.Filters;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Hub;
import dev.rollcall.hub.LeaveReason;
import dev.rollcall.hub.Places;
import dev.rollcall.hub.Refusal;
import dev.rollcall.hub.StreamCounters;
import dev.rollcall.sse.SseStreams.Writer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of the stream, {@code rollcall_stream_…}: what the hubs count anyway, read when somebody asks. A registry
 * does not keep what it reads from; that lives as long as the hubs.
 */
public final class StreamMeters implements MeterBinder {
    private final Places places;
    private final Filters filters;
    private final Frames frames;
    private final StreamCounters counters;

    /** The metrics of all hubs that share {@code hubs}. */
    public StreamMeters(Hub.Shared hubs) {
        this.places = hubs.places();
        this.filters = hubs.filters();
        this.frames = hubs.frames();
        this.counters = hubs.counters();
    }

    /** Registers them, once per registry. */
    @Override
    public void bindTo(MeterRegistry registry) {
        limits(registry);
        clients(registry);
        traffic(registry);
    }

    private void limits(MeterRegistry registry) {
        gauge(registry, "clients", "Clients with an open stream.", places, Places::taken);
        gauge(registry, "clients.max", "Most clients that stream.clients allows.", places, Places::max);
        gauge(registry, "filters", "Distinct choices of clients, each encoded for apart.", filters, Filters::taken);
        gauge(registry, "filters.max", "Most distinct choices that stream.filters allows.", filters, Filters::max);
        gauge(
                registry,
                "lagging",
                "Clients that have not taken what they were sent, and are skipped.",
                counters,
                StreamCounters::lagging);
    }

    private void clients(MeterRegistry registry) {
        for (Writer writer : Writer.values()) {
            counter("joins", "Clients taken, by the way to the socket that is used.", c -> c.joins(writer))
                    .tag("writer", value(writer))
                    .register(registry);
        }
        for (Refusal reason : Refusal.values()) {
            counter("refused", "Clients sent away with bye when they came.", c -> c.refusals(reason))
                    .tag("reason", value(reason))
                    .register(registry);
        }
        for (LeaveReason reason : LeaveReason.values()) {
            String help = "Streams that are over: the client left or broke, was cut off after stream.lag,"
                    + " or was ended with bye.";
            counter("leaves", help, c -> c.leaves(reason))
                    .tag("reason", value(reason))
                    .register(registry);
        }
    }

    private void traffic(MeterRegistry registry) {
        FunctionCounter.builder("rollcall.stream.frames", frames, Frames::encoded)
                .description("Frames encoded, each once for all clients that chose the same.")
                .register(registry);
        counter("deliveries", "Frames handed to clients.", StreamCounters::deliveries)
                .register(registry);
        counter(
                        "bytes",
                        "Bytes handed to clients, compressed where they are sent so, without the framing of HTTP.",
                        StreamCounters::bytes)
                .baseUnit("bytes")
                .register(registry);
        counter("catchups", "Times that a lagging client had room again and was brought level.", c -> c.catchUps())
                .register(registry);
    }

    private FunctionCounter.Builder<StreamCounters> counter(
            String name, String help, ToDoubleFunction<StreamCounters> count) {
        return FunctionCounter.builder("rollcall.stream." + name, counters, count)
                .description(help);
    }

    private static <T> void gauge(
            MeterRegistry registry, String name, String help, T source, ToDoubleFunction<T> value) {
        Gauge.builder("rollcall.stream." + name, source, value)
                .description(help)
                .register(registry);
    }

    private static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
