package dev.rollcall.door;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The metrics of the door, {@code rollcall_http_…}. A registry does not keep what it reads from; that lives as long as the door. */
public final class DoorMeters implements MeterBinder {
    private final Door door;

    /** The metrics of {@code door}. */
    public DoorMeters(Door door) {
        this.door = door;
    }

    /** Registers them, once per registry. */
    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "connections",
                "Open connections, streams included.",
                d -> d.counters().connections());
        gauge(
                registry,
                "connections.max",
                "Most connections: http.limits.connections, or what the process may have open.",
                Door::connectionsMax);
        gauge(
                registry,
                "waiting",
                "Connections that wait for a request, new or kept alive.",
                d -> d.counters().waiting());
        gauge(
                registry,
                "answering",
                "Connections whose client has not taken all of an answer.",
                d -> d.counters().answering());
        for (CloseReason reason : CloseReason.values()) {
            FunctionCounter.builder(
                            "rollcall.http.closed", door, d -> d.counters().closed(reason))
                    .description("Connections that a limit of http.limits closed.")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
        for (InvalidRequest kind : InvalidRequest.values()) {
            FunctionCounter.builder(
                            "rollcall.http.invalid", door, d -> d.counters().invalid(kind))
                    .description("Requests that could not be understood or were too large, by the status they got.")
                    .tag("status", String.valueOf(kind.status()))
                    .register(registry);
        }
        certificate(registry);
    }

    private void certificate(MeterRegistry registry) {
        FunctionCounter.builder(
                        "rollcall.tls.reload.failures",
                        door,
                        d -> d.certificates().failures())
                .description("Times that a new certificate could not be used.")
                .register(registry);
        Gauge.builder(
                        "rollcall.tls.certificate.expiry.timestamp",
                        door,
                        d -> d.certificates().expirySeconds())
                .description("When the certificate that is shown is no longer good.")
                .baseUnit("seconds")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String help, ToDoubleFunction<Door> value) {
        Gauge.builder("rollcall.http." + name, door, value).description(help).register(registry);
    }
}
