package dev.rollcall.bench;

/**
 * How much work a run is.
 *
 * @param warmDeliveries before anything is measured
 * @param pacedCount single broadcasts
 * @param burstCount posted at once
 * @param stalledEvents of the largest size, sent past stalled clients: enough to fill what the kernel holds for them
 * @param http2Count broadcasts over HTTP/2
 * @param idleMillis before memory is looked at
 * @param resumeMillis for which stalled clients read again
 */
record Scale(
        int warmDeliveries,
        int pacedCount,
        int burstCount,
        int stalledEvents,
        int http2Count,
        int idleMillis,
        int resumeMillis) {
    static final Scale FULL = new Scale(400_000, 20, 50, 2_000, 10, 500, 1_000);

    /** Shows that everything works; its figures say little. */
    static final Scale QUICK = new Scale(5_000, 3, 10, 50, 3, 100, 200);
}
