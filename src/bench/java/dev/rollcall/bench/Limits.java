package dev.rollcall.bench;

import java.time.Duration;

/**
 * What nothing may take longer than.
 *
 * @param phase of a run
 * @param run with all its phases
 */
record Limits(Duration phase, Duration run) {}
