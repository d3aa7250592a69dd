package dev.rollcall.config;

import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads a configuration that is no file: from a program's own text, from a test. The command line reads by a
 * {@link ConfigSource}. Immutable; any thread.
 */
public final class ConfigReader {
    private final Predicate<String> inCatalogue;

    /**
     * Makes a reader.
     *
     * @param inCatalogue whether a package is known by its name alone, without a command
     */
    public ConfigReader(Predicate<String> inCatalogue) {
        this.inCatalogue = inCatalogue;
    }

    /**
     * Reads a text, with a default for everything. Files that it names are looked for from the folder where the program was
     * started, variables in its environment.
     *
     * @param source what an error calls it, for example the file's name
     * @throws InvalidConfigException with all that is wrong
     */
    public RollcallConfig read(String source, String json) throws InvalidConfigException {
        Map<String, String> environment = System.getenv();
        return ConfigSource.text(source, json, inCatalogue)
                .in(environment)
                .read()
                .config();
    }
}
