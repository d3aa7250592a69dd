package dev.rollcall.config;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member of {@code packages}. What is null is taken from the catalogue, then from section {@code collect}.
 *
 * @param name the package's name on the board, unique in the file
 * @param label what people see
 * @param category heading under which it stands
 * @param command argv of the version command, never given to a shell
 * @param pattern where the version stands in the output: a group named {@code version}; matched in linear time. With a
 *     group named {@code name} too, this is a listing: each match is a package
 * @param every interval between two runs
 * @param timeout longest run
 * @param commandShown the command as it may be shown: with references where what they stand for is in {@code command}
 */
public record PackageConfig(
        String name,
        @Nullable String label,
        @Nullable String category,
        @Nullable List<String> command,
        @Nullable Pattern pattern,
        @Nullable Duration every,
        @Nullable Duration timeout,
        @Nullable List<String> commandShown) {

    /** The name of the group that holds the version. */
    public static final String VERSION_GROUP = "version";

    /** The name of the group that makes a listing: it holds the name of each package. */
    public static final String NAME_GROUP = "name";

    static final String NAME_RULE =
            "1 to 100 letters, digits and . _ + @ ~ -, the first of them a letter, a digit or @";

    /** Half of a name is left to the packages of a listing, which are called {@code <name>@<its name>}. */
    private static final int LISTING_CHARS_MAX = 50;

    static final String LISTING_RULE = "at most " + LISTING_CHARS_MAX
            + " characters without @, for the packages of a listing are called <name>@<its name>";

    private static final java.util.regex.Pattern NAME =
            java.util.regex.Pattern.compile("[A-Za-z0-9@][A-Za-z0-9._+@~-]{0,99}");

    /** Checks name, command, pattern and intervals, and copies the command. */
    public PackageConfig {
        if (!isName(name)) {
            throw new IllegalArgumentException("name: found \"" + name + "\"; must be " + NAME_RULE);
        }
        if (command != null) {
            command = List.copyOf(command);
            if (command.isEmpty() || command.get(0).isBlank()) {
                throw new IllegalArgumentException("command: found " + command + "; must name a program");
            }
        }
        if ((command == null) != (commandShown == null)) {
            throw new IllegalArgumentException("commandShown: must be there exactly when there is a command");
        }
        commandShown = commandShown == null ? null : List.copyOf(commandShown);
        if (pattern != null && !pattern.namedGroups().containsKey(VERSION_GROUP)) {
            throw new IllegalArgumentException("pattern: found " + pattern + "; must have a group named version");
        }
        if (isListing(pattern) && !isListingName(name)) {
            throw new IllegalArgumentException("name: found \"" + name + "\"; must be " + LISTING_RULE);
        }
        if (every != null) {
            CollectConfig.EVERY.check(every);
        }
        if (timeout != null) {
            CollectConfig.TIMEOUT.check(timeout);
        }
    }

    /** One whose command has come out of no reference. */
    public PackageConfig(
            String name,
            @Nullable String label,
            @Nullable String category,
            @Nullable List<String> command,
            @Nullable Pattern pattern,
            @Nullable Duration every,
            @Nullable Duration timeout) {
        this(name, label, category, command, pattern, every, timeout, command);
    }

    /** Whether its command lists many packages. */
    public boolean isListing() {
        return isListing(pattern);
    }

    private static boolean isListing(@Nullable Pattern pattern) {
        return pattern != null && pattern.namedGroups().containsKey(NAME_GROUP);
    }

    static boolean isListingName(String text) {
        return text.length() <= LISTING_CHARS_MAX && text.indexOf('@') < 0;
    }

    /** A package of the catalogue, asked as the catalogue says. */
    public static PackageConfig named(String name) {
        return new PackageConfig(name, null, null, null, null, null, null);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
