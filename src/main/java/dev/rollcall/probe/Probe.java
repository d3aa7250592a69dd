package dev.rollcall.probe;

import com.google.re2j.Pattern;
import dev.rollcall.extract.Program;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Subject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one package on one host is asked or, by a listing, many packages at once.
 *
 * @param subject what is asked about; of a listing, the name behind the {@code @} of its entries, and their category
 * @param command what is run
 * @param pattern where the version stands in the output, with a group {@code version}; null for the usual places. With a
 *     group {@code name} too, each match is one package
 * @param every interval between two runs
 * @param timeout longest run
 * @param origin who wants to know
 * @param shown the command as it may be shown: it may hold what came out of a reference, which then stands here instead
 */
public record Probe(
        Subject subject,
        Command command,
        @Nullable Pattern pattern,
        Duration every,
        Duration timeout,
        Origin origin,
        List<String> shown) {

    /** Copies the list. */
    public Probe {
        shown = List.copyOf(shown);
    }

    /** Who wants to know. */
    public enum Origin {
        /** The configuration names it: whatever comes of it is on the board. */
        NAMED,
        /** It was found: it is on the board once a version was read. A program of the same name may be another. */
        DISCOVERED
    }

    /** A probe whose command holds no secrets. */
    public Probe(
            Subject subject,
            Command command,
            @Nullable Pattern pattern,
            Duration every,
            Duration timeout,
            Origin origin) {
        this(subject, command, pattern, every, timeout, origin, command.argv());
    }

    /** A probe that was asked for, whose command holds no secrets. */
    public Probe(Subject subject, Command command, @Nullable Pattern pattern, Duration every, Duration timeout) {
        this(subject, command, pattern, every, timeout, Origin.NAMED);
    }

    /** The same, read by another pattern, or by none. */
    public Probe with(@Nullable Pattern other) {
        return new Probe(subject, command, other, every, timeout, origin, shown);
    }

    /** Whether each match of its pattern is one package. */
    public boolean isListing() {
        return pattern != null && pattern.namedGroups().containsKey("name");
    }

    /** Whether an entry of this name comes of it. */
    public boolean asksAbout(EntryKey key) {
        EntryKey own = subject.key();
        return own.equals(key)
                || (isListing()
                        && own.host().equals(key.host())
                        && EntryName.isOf(key.packageName(), own.packageName()));
    }

    /** The program that is asked, by every name that is known of it. */
    Program program() {
        String name = subject.key().packageName();
        return Program.named(beforeDetail(name, "@"), beforeDetail(subject.label(), " ("), command.program());
    }

    /** One of several installs says where it is behind its name. */
    private static String beforeDetail(String name, String detail) {
        int at = name.indexOf(detail, 1);
        return at < 0 ? name : name.substring(0, at);
    }
}
