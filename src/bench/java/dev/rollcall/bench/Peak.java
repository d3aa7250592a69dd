package dev.rollcall.bench;

import java.util.concurrent.TimeUnit;

/** The most memory that was seen in a phase. On one thread. */
final class Peak {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final double MEBIBYTE = 1 << 20;

    private final long pid;
    private long rssBytes;
    private long tcpBytes;
    private long lookedNanos = System.nanoTime();

    Peak(Usage before) {
        this.pid = before.pid();
        this.rssBytes = before.rssBytes();
        this.tcpBytes = before.tcpBytes();
    }

    /** Looks again, unless it has just looked. */
    void look() {
        long nowNanos = System.nanoTime();
        if (nowNanos - lookedNanos > PAUSE_NANOS) {
            lookedNanos = nowNanos;
            rssBytes = Math.max(rssBytes, Proc.rssBytes(pid));
            tcpBytes = Math.max(tcpBytes, Proc.tcpBytes());
        }
    }

    double rssMebibytes() {
        return rssBytes / MEBIBYTE;
    }

    /** What came on top of {@code baseline}. */
    double tcpMebibytes(Usage baseline) {
        return Math.max(0, tcpBytes - baseline.tcpBytes()) / MEBIBYTE;
    }
}
