package dev.rollcall.history;

import dev.rollcall.testing.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;

/**
 * Software that never stands still, in files of a folder: versions that are new each time, programs that come and go, commands
 * that fail now and then, a list whose lines come and go until the board is full, and some that never change. One thread.
 */
final class MovingSoftware {
    /** More than the board has room for, so that what is missing for long has to go. */
    private static final int LISTED = 20;

    private static final String CONFIG = """
            { "http": { "port": 0 }, "stream": { "retry": "100ms" }, "history": { "file": "data/rollcall.db" },
              "collect": { "discover": false, "watch": false, "host": "h", "every": "100ms", "entries": 25, "output": "1KiB" },
              "packages": [
                { "name": "tick1", "command": ["date", "+1.%%s.%%N"], "pattern": "(?<version>\\\\S+)" },
                { "name": "tick2", "command": ["date", "+2.%%s.%%N"], "pattern": "(?<version>\\\\S+)" },
                { "name": "tick3", "command": ["date", "+3.%%s.%%N"], "pattern": "(?<version>\\\\S+)", "every": "150ms" },
                { "name": "seconds", "command": ["date", "+4.%%s"], "pattern": "(?<version>\\\\S+)" },
                { "name": "flaky", "command": ["cat", "%1$s/flaky"], "pattern": "is (?<version>[0-9.]+)" },
                { "name": "program", "command": ["%1$s/program"], "pattern": "(?<version>[0-9.]+)" },
                { "name": "list", "command": ["cat", "%1$s/list"], "pattern": "(?m)^(?<name>n\\\\S+) (?<version>\\\\S+)$" },
                { "name": "fixed-ok", "command": ["echo", "1.2.3"], "pattern": "(?<version>[0-9.]+)" },
                { "name": "fixed-odd", "command": ["echo", "1.2.4"], "pattern": "(?<version>[0-9.]+)", "label": "Zwölf \\"'🐘" },
                { "name": "fixed-slow", "command": ["sh", "-c", "sleep 0.4; echo 1.2.5"], "pattern": "(?<version>[0-9.]+)" },
                { "name": "fixed-failed", "command": ["cat", "/nonexistent/nowhere"] },
                { "name": "fixed-missing", "command": ["/nonexistent/program"] }%2$s
              ] }
            """;

    private static final String SOMETIMES =
            ", { \"name\": \"asked-at-times\", \"command\": [\"echo\", \"7.8.9\"], \"pattern\": \"(?<version>[0-9.]+)\" }";

    private final Path folder;
    private final Random random;
    private int number;

    MovingSoftware(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
        change("list", "n0 1.0\n");
        change("flaky", "is 1.0\n");
    }

    /** Writes the configuration of the next life: of one package only some lives know. */
    Path configuration() {
        change("rollcall.json", CONFIG.formatted(folder, random.nextInt(3) == 0 ? "" : SOMETIMES));
        return folder.resolve("rollcall.json");
    }

    /** Something becomes another one. */
    void move() {
        number++;
        switch (random.nextInt(6)) {
            case 0 -> change("flaky", random.nextInt(3) == 0 ? "broken\n" : "is 1." + number + "\n");
            case 1 -> delete("flaky");
            case 2 -> Script.in(folder, "program", "echo " + number + ".0");
            case 3 -> delete("program");
            case 4 -> delete(random.nextInt(3) == 0 ? "list" : "flaky");
            default -> change("list", list());
        }
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < LISTED; i++) {
            if (random.nextInt(3) > 0) {
                list.append("n%d 1.%d%n".formatted(i, random.nextInt(4) == 0 ? number : 0));
            }
        }
        // Sometimes longer than what is read of an output.
        return random.nextInt(5) == 0 ? list + "#".repeat(2000) + "\n" : list.toString();
    }

    private void change(String name, String text) {
        try {
            Path next = Files.writeString(folder.resolve(name + ".next"), text);
            Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
