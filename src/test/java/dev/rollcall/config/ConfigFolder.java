package dev.rollcall.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder with configuration files, an environment and a command line; messages have paths from the folder. */
final class ConfigFolder {
    static final String MAIN = "rollcall.json";

    private final Path folder;
    private final List<Assignment> assignments = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    ConfigFolder(Path folder) {
        this.folder = folder;
    }

    /** Single quotes stand for double ones. */
    ConfigFolder file(String name, String json) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    ConfigFolder environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    ConfigFolder set(String... texts) {
        for (String text : texts) {
            assignments.add(Assignment.set(text));
        }
        return this;
    }

    ConfigSource source() {
        return ConfigSource.file(folder.resolve(MAIN), Set.of("nginx", "kernel", "postgresql"))
                .in(environment)
                .with(assignments);
    }

    Loaded read() throws InvalidConfigException {
        return source().read();
    }

    /** Each problem as its reader sees it. */
    List<String> problems() {
        String prefix = folder + "/";
        return refusal().problems().stream()
                .map(problem -> problem.toString().replace(prefix, ""))
                .toList();
    }

    InvalidConfigException refusal() {
        return catchThrowableOfType(InvalidConfigException.class, this::read);
    }
}
