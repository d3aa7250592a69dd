package dev.rollcall.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The file with the changes, opened when it is needed and again after each failure. Blocks; one thread, but for {@link
 * #opened()}.
 */
final class Ledger {
    /** A history in memory has hardly more changes than this: some 5 MB. */
    static final int IN_MEMORY_MAX = 10_000;

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    /** What SQLite keeps beside a database. */
    private static final String[] COMPANIONS = {"-wal", "-shm", "-journal"};

    private final @Nullable Path file;
    private final Supplier<String> epochs;
    private final Clock clock;
    /** Counts the times that it was opened: who reads must open it again too, for it may be another file. */
    private final AtomicInteger opened = new AtomicInteger();

    private @Nullable Store store;
    private @Nullable StoreLock lock;
    private @Nullable Object fileKey;
    private Optional<HistoryState.BegunAnew> begunAnew = Optional.empty();

    /**
     * A ledger that is not open.
     *
     * @param file where it is, or null for the memory alone
     * @param epochs makes names for numberings
     */
    Ledger(@Nullable Path file, Supplier<String> epochs, Clock clock) {
        this.file = file;
        this.epochs = epochs;
        this.clock = clock;
    }

    /** Something to do with an open store. */
    interface Task<T> {
        T run(Store store) throws SQLException, StoreException;
    }

    /**
     * Does {@code task}, opening the store first where it is not open. A corrupt one is set aside and a new one begun.
     *
     * @throws StoreException when that fails; the store is closed then
     */
    <T> T with(Task<T> task) throws StoreException {
        try {
            return task.run(open());
        } catch (SQLException e) {
            throw given(StoreException.of(e));
        } catch (StoreException e) {
            throw given(e);
        } catch (RuntimeException e) {
            // A defect of ours: the next task must not find itself in the middle of this one.
            letGo();
            throw e;
        } catch (LinkageError e) {
            throw given(new StoreException(
                    StoreException.Kind.OTHER, "SQLite cannot be loaded here: " + e.getMessage(), e));
        }
    }

    /** How often it was opened. Any thread. */
    int opened() {
        return opened.get();
    }

    /** What became of an earlier file that made no sense. */
    Optional<HistoryState.BegunAnew> begunAnew() {
        return begunAnew;
    }

    /** Closes it, and leaves it to others. */
    void close() {
        letGo();
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new IllegalStateException("closing a lock file", e);
            } finally {
                lock = null;
            }
        }
    }

    private Store open() throws SQLException, StoreException {
        if (store != null && file != null && !isWhereItWas(file)) {
            close();
        }
        if (store != null) {
            return store;
        }
        Store made = file == null ? Store.on(Databases.inMemory(), epochs.get(), IN_MEMORY_MAX) : open(file);
        store = made;
        opened.incrementAndGet();
        return made;
    }

    private Store open(Path path) throws SQLException, StoreException {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (lock == null) {
                lock = StoreLock.take(path);
            }
            Store made;
            try {
                made = Store.on(Databases.toWrite(path), epochs.get());
            } catch (SQLException | StoreException e) {
                StoreException why = e instanceof StoreException known ? known : StoreException.of((SQLException) e);
                if (why.kind() != StoreException.Kind.CORRUPT) {
                    throw why;
                }
                setAside(path);
                made = Store.on(Databases.toWrite(path), epochs.get());
            }
            fileKey = key(path);
            return made;
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.OTHER, said(e), e);
        }
    }

    /** Closed, so that the next attempt opens it anew; one that makes no sense is set aside at once. */
    private StoreException given(StoreException e) {
        letGo();
        if (e.kind() == StoreException.Kind.CORRUPT && file != null) {
            try {
                setAside(file);
            } catch (IOException notMoved) {
                e.addSuppressed(notMoved);
            }
        }
        return e;
    }

    /** Under another name, for whoever can read it still. */
    private void setAside(Path path) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String suffix = ".corrupt-" + STAMP.format(now);
        Path aside = path.resolveSibling(path.getFileName() + suffix);
        Files.move(path, aside);
        for (String companion : COMPANIONS) {
            Path beside = path.resolveSibling(path.getFileName() + companion);
            if (Files.exists(beside)) {
                Files.move(beside, path.resolveSibling(aside.getFileName() + companion));
            }
        }
        begunAnew = Optional.of(new HistoryState.BegunAnew(
                path + " was corrupt; it was set aside as " + aside.getFileName() + ", and a new history began", now));
    }

    private void letGo() {
        if (store != null) {
            try {
                store.close();
            } catch (SQLException e) {
                // It failed before: what it could not write, it cannot write now.
            }
            store = null;
        }
    }

    /** Somebody may have moved or deleted it: what is written then is nowhere. */
    private boolean isWhereItWas(Path path) {
        try {
            return Objects.equals(fileKey, key(path));
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    private static String said(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "it cannot be opened for writing (" + denied.getFile() + ": permission denied)";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return "its folder cannot be made: " + exists.getFile() + " is a file";
        }
        return e instanceof FileSystemException files && files.getReason() != null
                ? "it cannot be opened for writing (" + files.getFile() + ": " + files.getReason() + ")"
                : "it cannot be opened for writing (" + e.getMessage() + ")";
    }
}
