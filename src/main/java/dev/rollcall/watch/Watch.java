package dev.rollcall.watch;

import static dev.rollcall.log.Value.text;
import static dev.rollcall.log.Value.value;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what changes on the disk, by a thread of its own that waits and hands over. Where the system gives no watch, the
 * schedule alone finds changes, and that is said once.
 */
public final class Watch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watch.class);
    private static final String THREAD = "rollcall-watch";
    /** Wakes up no more than a hundred times a second, however busy a folder is; a person does not see the delay. */
    private static final Duration GATHERING = Duration.ofMillis(10);

    private final FolderWatch.Factory factory;
    private final Consumer<News> listener;
    private volatile @Nullable FolderWatch system;
    private @Nullable WatchedFolders folders;
    private boolean warned;
    private volatile boolean closed;

    /** @param listener takes news on the watch's thread; must not wait */
    public Watch(FolderWatch.Factory factory, Consumer<News> listener) {
        this.factory = factory;
        this.listener = listener;
    }

    /**
     * Watches for {@code interests} from now on; opens the system's watch when there is none yet. Touches the disk.
     *
     * @return whether more is watched than before
     */
    public synchronized boolean follow(Interests interests) {
        if (closed) {
            return false;
        }
        if (folders == null && !open()) {
            return false;
        }
        try {
            return folders != null && folders.follow(interests);
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    private boolean open() {
        try {
            FolderWatch opened = factory.open();
            WatchedFolders watched = new WatchedFolders(opened, this::warn);
            system = opened;
            folders = watched;
            if (closed) {
                opened.close();
                return false;
            }
            Thread thread = new Thread(() -> listen(opened, watched), THREAD);
            thread.setDaemon(true);
            thread.start();
            return true;
        } catch (IOException e) {
            warn(null, e);
            return false;
        }
    }

    private void listen(FolderWatch opened, WatchedFolders watched) {
        try {
            while (true) {
                WatchKey key = opened.take();
                LockSupport.parkNanos(GATHERING.toNanos());
                News news = watched.news(key);
                for (WatchKey next = opened.poll(); next != null; next = opened.poll()) {
                    news = news.and(watched.news(next));
                }
                if (!news.isNone()) {
                    listener.accept(news);
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException end) {
            // It was closed.
        } catch (RuntimeException e) {
            log.error("the watch ended: changes are seen when their turn comes (collect.every), not at once", e);
        }
    }

    private void warn(@Nullable Path folder, IOException cause) {
        if (!warned) {
            warned = true;
            log.warn(
                    "cannot watch folder={} cause={}: changes there are seen when their turn comes (collect.every), not at"
                            + " once; this is said once",
                    value(folder == null ? "any" : folder),
                    text(cause.getMessage()));
        }
    }

    /** Tells nothing more. Does not wait: the system may be busy with a folder that hangs. */
    @Override
    public void close() {
        closed = true;
        FolderWatch opened = system;
        if (opened != null) {
            Thread thread = new Thread(() -> end(opened), THREAD + "-end");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void end(FolderWatch opened) {
        try {
            opened.close();
        } catch (IOException e) {
            log.warn("closing the watch failed", e);
        }
    }
}
