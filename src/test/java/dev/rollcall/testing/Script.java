package dev.rollcall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that a test writes, and may replace while it is in use, as a package upgrade does. */
public record Script(Path path) {

    /** Writes an executable shell script. */
    public static Script in(Path folder, String name, String body) {
        Script script = new Script(folder.resolve(name));
        script.replace(body);
        return script;
    }

    /** Puts another body in its place by rename, so that it is whole at every moment. */
    public void replace(String body) {
        try {
            Path next = Files.createTempFile(path.getParent(), "next", ".sh");
            Files.writeString(next, "#!/bin/sh\n" + body + "\n");
            Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
