package dev.rollcall.history;

import dev.rollcall.inventory.EntryKey;
import io.vertx.core.Future;
import java.sql.Connection;
import java.util.Optional;

/** The past, for those who ask. Any thread; futures come back on the caller's context. */
public final class Archive {
    private final Reads pages;
    private final Reads walks;

    /**
     * Answers by these, which stay their maker's to close.
     *
     * @param pages for questions that an index answers, within a millisecond or two
     * @param walks for those that go through much of the history; nobody else waits for them
     */
    Archive(Reads pages, Reads walks) {
        this.pages = pages;
        this.walks = walks;
    }

    /** One where nothing was kept: each future fails with {@link StoreException}. */
    public static Archive ofNothing() {
        Reads nothing = new Reads() {
            @Override
            public <T> Future<T> ask(Question<T> question) {
                return Future.failedFuture(new StoreException(StoreException.Kind.OTHER, "none is kept"));
            }
        };
        return new Archive(nothing, nothing);
    }

    /**
     * One page of changes.
     *
     * @return fails with {@link StoreException} when the store cannot be read, or not in time
     */
    public Future<ChangePage> page(ChangeQuery query) {
        return (query.isWalk() ? walks : pages).ask(connection -> Questions.page(connection, query));
    }

    /**
     * The newest {@code limit} changes of one entry.
     *
     * @return succeeds with nothing when there never was such an entry; fails with {@link StoreException} when the store cannot
     *     be read, or not in time
     */
    public Future<Optional<ChangePage>> historyOf(EntryKey key, int limit) {
        return pages.ask(connection -> Questions.historyOf(connection, key, limit));
    }

    /**
     * What differed between two moments.
     *
     * @return succeeds with nothing when {@code from} is after {@code to}; fails with {@link StoreException} when the store cannot
     *     be read, or not in time
     */
    public Future<Optional<Comparison>> diff(Moment from, Moment to) {
        return walks.ask(new DiffQuestion(from, to));
    }

    /**
     * What names the store for ever: ids that must stay the same, and be nobody else's, are made of it.
     *
     * @return fails with {@link StoreException} when the store cannot be read, or not in time
     */
    public Future<String> store() {
        return pages.ask((Connection connection) -> Questions.store(connection));
    }
}
