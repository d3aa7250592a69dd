package dev.rollcall.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second Rollcall from writing to the same file: two that number changes would give numbers two meanings. The kernel
 * lets go of it when the process ends, however it ends. SQLite's own lock would keep readers out too.
 */
final class StoreLock implements AutoCloseable {
    private static final int PID_BYTES_MAX = 20;
    /** As many as Linux follows. */
    private static final int LINKS_MAX = 40;

    private final Object key;
    private final FileChannel channel;

    private StoreLock(Object key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /**
     * Takes the lock of {@code file}: a file beside what it leads to, with the number of our process in it.
     *
     * @throws IOException when that file cannot be made, or its file system knows no locks
     * @throws StoreException when another Rollcall has it, in another process or in this one
     */
    static StoreLock take(Path file) throws IOException, StoreException {
        Path real = followed(file);
        Path path = real.resolveSibling(real.getFileName() + ".lock");
        return TakenFiles.take(path, key -> take(path, key));
    }

    /** What links lead to, be it there or not: who comes by a link and who does not must meet at one lock. */
    private static Path followed(Path file) throws IOException {
        Path at = file;
        for (int links = 0; links < LINKS_MAX && Files.isSymbolicLink(at); links++) {
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private static StoreLock take(Path path, Object key) throws IOException, StoreException {
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                throw new StoreException(StoreException.Kind.OTHER, inUse(owner(channel)));
            }
            sign(channel);
            return new StoreLock(key, channel);
        } catch (IOException | StoreException e) {
            channel.close();
            throw e;
        }
    }

    /** What is said of a file that the process of that number has. */
    static String inUse(String pid) {
        return "another Rollcall writes to it (process " + pid + ")";
    }

    private static void sign(FileChannel channel) {
        byte[] pid = TakenFiles.ownPid().getBytes(StandardCharsets.US_ASCII);
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid));
        } catch (IOException e) {
            // A full disk has no room for the number; the lock is there all the same.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            TakenFiles.free(key);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another one in this process, of another class loader.
            return null;
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
    }
}
