package dev.rollcall.bench;

import java.util.concurrent.atomic.AtomicInteger;

/** What became of the streams that were opened together over HTTP/2. Any thread. */
final class Http2Count {
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** One is open. */
    void open() {
        opened.incrementAndGet();
    }

    /** So many will never be open. */
    void lost(int streams) {
        refused.addAndGet(streams);
    }

    /** One that was open is not any more. */
    void end() {
        ended.incrementAndGet();
    }

    int opened() {
        return opened.get();
    }

    int lost() {
        return refused.get() + ended.get();
    }

    int receiving() {
        return opened.get() - ended.get();
    }

    /** How many are open, or never will be. */
    int settled() {
        return opened.get() + refused.get();
    }
}
