package dev.rollcall;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.Map;

/**
 * What a Rollcall finds there.
 *
 * @param environment whose {@code PATH} programs are looked for on
 * @param clock dates readings and tells the time
 * @param metrics takes what is counted
 */
record Surroundings(Map<String, String> environment, Clock clock, PrometheusMeterRegistry metrics) {

    /** With metrics of its own. */
    Surroundings(Map<String, String> environment, Clock clock) {
        this(environment, clock, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
}
