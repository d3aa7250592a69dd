package dev.rollcall.watch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** The system's watch over folders, as far as it is used here. Any thread. */
public interface FolderWatch extends Closeable {

    /** Opens one. */
    @FunctionalInterface
    interface Factory {
        /**
         * Opens a watch, which is its caller's to close.
         *
         * @throws IOException when the system gives no more, such as over {@code fs.inotify.max_user_instances}
         */
        FolderWatch open() throws IOException;
    }

    /** What is told of a folder. */
    enum Told {
        /** Files that come, go or are renamed. */
        NAMES,
        /** Also files that are written to, or whose mode changes. */
        WRITES
    }

    /**
     * Watches a folder; the same key for the same folder each time, but another one when another folder took its place.
     *
     * @throws IOException when it cannot be, such as over {@code fs.inotify.max_user_watches}
     */
    WatchKey register(Path folder, Told told) throws IOException;

    /** The next key with events; waits for it. */
    WatchKey take() throws InterruptedException;

    /** A key with events, or null when there is none now. */
    @Nullable
    WatchKey poll();

    /** The one of this system: inotify on Linux. */
    static FolderWatch ofThisSystem() throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        return new FolderWatch() {
            @Override
            public WatchKey register(Path folder, Told told) throws IOException {
                WatchEvent.Kind<?>[] names = {StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE
                };
                WatchEvent.Kind<?>[] writes = {names[0], names[1], StandardWatchEventKinds.ENTRY_MODIFY};
                return folder.register(service, told == Told.NAMES ? names : writes);
            }

            @Override
            public WatchKey take() throws InterruptedException {
                return service.take();
            }

            @Override
            public @Nullable WatchKey poll() {
                return service.poll();
            }

            @Override
            public void close() throws IOException {
                service.close();
            }
        };
    }
}
