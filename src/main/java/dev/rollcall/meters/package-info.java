/**
 * How durations are counted, and how they are told: histograms with fixed buckets, and the largest value of late.
 *
 * <p>Ground floor. Whoever counts knows {@link dev.rollcall.meters.Histogram} and {@link dev.rollcall.meters.Peak} alone;
 * {@link dev.rollcall.meters.HistogramSeries} is the one class here that knows Prometheus.
 */
@NullMarked
package dev.rollcall.meters;

import org.jspecify.annotations.NullMarked;
