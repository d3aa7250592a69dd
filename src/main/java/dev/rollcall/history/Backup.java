package dev.rollcall.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;

/** A copy of a store as it is at one moment. It is written beside its place and put there when it is whole and on the disk. */
final class Backup {
    private Backup() {}

    /**
     * Copies what {@code connection} reads to {@code target}. Blocks.
     *
     * @throws StoreException when it cannot be read, or SQLite cannot write the copy
     * @throws IOException when it cannot be put in its place, or something is there
     */
    static void of(Connection connection, Path target) throws StoreException, IOException {
        Path place = target.toAbsolutePath();
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path folder = Objects.requireNonNull(place.getParent());
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
        Path half = place.resolveSibling(
                "." + place.getFileName() + '.' + ProcessHandle.current().pid() + ".part");
        // For Ctrl-C; what SQLite writes into after that is gone with this process.
        half.toFile().deleteOnExit();
        try {
            copy(connection, half);
            sync(half, StandardOpenOption.WRITE);
            put(half, place);
            sync(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(half);
            Files.deleteIfExists(half.resolveSibling(half.getFileName() + "-journal"));
        }
    }

    private static void copy(Connection connection, Path half) throws StoreException {
        try (PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, half.toString());
            vacuum.execute();
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    /** A link, unlike a move, never replaces what somebody else has put there in between. */
    private static void put(Path half, Path place) throws IOException {
        try {
            Files.createLink(place, half);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            Files.move(half, place);
        }
    }

    /** Waits until it is on the disk: of a folder, the names in it. */
    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
