package dev.rollcall.bench;

import java.io.IOException;

/** What a server's streams cost while nothing is sent. On the driver's thread. */
final class Memory {
    private static final double KIBIBYTE = 1024;
    private static final double MEBIBYTE = 1024 * KIBIBYTE;

    private final Driver driver;

    Memory(Driver driver) {
        this.driver = driver;
    }

    /** Compares with the server before its first stream; it has just collected its garbage. */
    Figures ofStreams() throws IOException {
        Usage now = driver.target().usage();
        Usage baseline = driver.baseline();
        int streams = driver.streams().opened();
        return figures(now)
                .put(Figure.RSS_KIBIBYTES_PER_STREAM, now.since(baseline, Usage::rssBytes) / KIBIBYTE / streams)
                .put(Figure.HEAP_KIBIBYTES_PER_STREAM, now.since(baseline, Usage::heapUsedBytes) / KIBIBYTE / streams)
                .put(
                        Figure.TCP_KIBIBYTES_PER_STALLED,
                        now.since(baseline, Usage::tcpBytes) / KIBIBYTE / driver.stalled());
    }

    /** What it still has when it has no stream any more. */
    Figures ofNone() throws IOException {
        return figures(driver.target().usage());
    }

    private Figures figures(Usage now) {
        return new Figures()
                .put(Figure.RSS_MEBIBYTES, now.rssBytes() / MEBIBYTE)
                .put(Figure.HEAP_MEBIBYTES, now.heapUsedBytes() / MEBIBYTE)
                .put(Figure.RSS_GROWTH_MEBIBYTES, now.since(driver.baseline(), Usage::rssBytes) / MEBIBYTE);
    }
}
