package dev.rollcall.probe;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The package name of an entry of a listing: {@code <name>@<listing>}. It follows the rule for the names of packages, so
 * that it can stand in links and filters, whatever the command printed.
 *
 * <p>A listing's own name has no {@code @}, so what stands behind the last one says whose entry it is.
 */
final class EntryName {
    /** As long as a package's name in the configuration may be. */
    static final int CHARS_MAX = 100;

    private static final Pattern NOT_ALLOWED = Pattern.compile("[^A-Za-z0-9._+@~-]");
    private static final Pattern NOT_AT_FIRST = Pattern.compile("^[^A-Za-z0-9@]+");

    private EntryName() {}

    /**
     * The name for {@code printed}. What may not stand in a name is replaced by {@code _}, and left out at the beginning; a
     * name that is too long, or of which nothing is left, is {@link #marked}.
     */
    static String of(String printed, String listing) {
        String name = allowed(printed);
        boolean fits =
                !name.isEmpty() && name.length() <= CHARS_MAX - suffix(listing).length();
        return fits ? name + suffix(listing) : marked(printed, listing);
    }

    /** The name for {@code printed} with a mark made of all of it, for where the name alone would be taken for another. */
    static String marked(String printed, String listing) {
        String name = allowed(printed);
        // 48 bits: among a million names, one chance in five hundred that any two have the same mark.
        String mark = UUID.nameUUIDFromBytes(printed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(24);
        int room = CHARS_MAX - suffix(listing).length() - mark.length() - 1;
        String begin = name.substring(0, Math.min(name.length(), room));
        return (begin.isEmpty() ? mark : begin + '~' + mark) + suffix(listing);
    }

    /** Whether an entry with this name belongs to {@code listing}. */
    static boolean isOf(String packageName, String listing) {
        return packageName.endsWith(suffix(listing));
    }

    private static String suffix(String listing) {
        return '@' + listing;
    }

    private static String allowed(String printed) {
        String replaced = NOT_ALLOWED.matcher(printed).replaceAll("_");
        // Only where the rule asks for it: @babel/core keeps its first character.
        return NOT_AT_FIRST.matcher(replaced).replaceFirst("");
    }
}
