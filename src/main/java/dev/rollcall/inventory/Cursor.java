package dev.rollcall.inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A point in the life of an inventory, and the {@code id} of the events on the wire: {@code <epoch>-<seq>}.
 *
 * @param epoch which numbering {@code seq} belongs to; lower-case letters and digits
 * @param seq number of the last change before this point; zero at the beginning
 */
public record Cursor(String epoch, long seq) {
    /** 18 digits always fit a long, so a hostile number cannot overflow. */
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,32})-(0|[1-9][0-9]{0,17})");

    /** Checks that the text form can be read back. */
    public Cursor {
        if (!FORM.matcher(epoch + '-' + seq).matches()) {
            throw new IllegalArgumentException("cursor: found " + epoch + '-' + seq + "; must be " + FORM);
        }
    }

    /** Reads the text form, which may come from anybody; empty for null and for whatever is no cursor. */
    public static Optional<Cursor> parse(@Nullable String text) {
        // The length is checked first: a header may be as long as the server lets it be.
        if (text == null || text.length() > 64) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + '-' + seq;
    }
}
