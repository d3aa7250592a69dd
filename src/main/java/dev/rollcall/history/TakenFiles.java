package dev.rollcall.history;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * The lock files that this process holds, by what they are and not by what they are called. A file that is among them must
 * not be opened, for closing it drops the lock: locks of POSIX belong to a process, and end with the first descriptor that it
 * closes (fcntl(2)). Thread-safe.
 */
final class TakenFiles {
    /** With what has each: were its descriptor closed unseen, the system would give the number of a deleted file to another. */
    private static final Map<Object, Object> TAKEN = new HashMap<>();

    private TakenFiles() {}

    /** Something that is done with a file, and fails when it cannot be. */
    interface Taking<T> {
        T take(Object key) throws IOException, StoreException;
    }

    /**
     * Does {@code taking} with {@code file}, which is made where it is not there, unless somebody in this process has it. What it
     * is given is to be {@link #free freed}, unless it fails.
     *
     * @throws StoreException when somebody in this process has it
     */
    static <T> T take(Path file, Taking<T> taking) throws IOException, StoreException {
        // One at a time: between the look and the opening nobody else must come to have it.
        synchronized (TAKEN) {
            Object key = key(file);
            if (TAKEN.containsKey(key)) {
                throw new StoreException(StoreException.Kind.OTHER, StoreLock.inUse(ownPid()));
            }
            T taken = taking.take(key);
            TAKEN.put(key, taken);
            return taken;
        }
    }

    /** Nobody in this process has the file of {@code key} any more. */
    static void free(Object key) {
        synchronized (TAKEN) {
            TAKEN.remove(key);
        }
    }

    static String ownPid() {
        return Long.toString(ProcessHandle.current().pid());
    }

    private static Object key(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Not opened, then: it may be one that is taken.
        }
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file.toRealPath() : key;
    }
}
