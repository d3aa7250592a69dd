package dev.rollcall.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A user of this machine, as the system's user database has it, be that a file or a directory server.
 *
 * @param name what people call it
 * @param uid its number; 0 is root, whatever the name
 * @param gid its first group
 * @param home its home folder, which need not be there
 */
record Account(String name, long uid, long gid, String home) {
    private static final int FIELDS = 7;
    private static final int UID = 2;
    private static final int GID = 3;
    private static final int HOME = 5;
    /** A directory server that does not answer must not hold up a probe for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** What asking for a user gave. */
    sealed interface Answer {}

    /** There is one. */
    record Known(Account account) implements Answer {}

    /**
     * There is none, or it cannot be told.
     *
     * @param cause in words for people
     */
    record Unknown(String cause) implements Answer {}

    /** Asks for {@code name}. Blocks for some milliseconds, for {@link #PATIENCE} at most. */
    static Answer ask(String name, CommandRunner tools) {
        Run run = tools.run(new Command(List.of("getent", "passwd", name)), PATIENCE);
        if (run instanceof Run.NotFound) {
            return new Unknown("getent, which looks up users, is not installed");
        }
        if (!(run instanceof Run.Finished finished)) {
            return new Unknown("looking up the user \"" + name + "\" gave no answer");
        }
        return finished.stdout()
                .text()
                .lines()
                .flatMap(line -> read(line).stream())
                .<Answer>map(Known::new)
                .findFirst()
                .orElseGet(() -> new Unknown("there is no user \"" + name + "\""));
    }

    /** Reads a line of passwd(5). */
    static Optional<Account> read(String line) {
        String[] fields = line.split(":", -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Account(fields[0], Long.parseLong(fields[UID]), Long.parseLong(fields[GID]), fields[HOME]));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
