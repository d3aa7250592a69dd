package dev.rollcall.history;

import io.vertx.core.Future;

/** Answers from a history in memory, which only its one connection can read. It is small, so nobody waits long. */
final class MemoryReads implements Reads {
    private final Writer writer;

    MemoryReads(Writer writer) {
        this.writer = writer;
    }

    @Override
    public <T> Future<T> ask(Question<T> question) {
        return writer.write(store -> question.answer(store.connection()));
    }
}
