package dev.rollcall.history;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of changes ended. Names the last change that was on it, not how many there were, so that nothing is skipped
 * or told twice when changes come or go between two pages. Its text form is opaque to clients.
 */
public sealed interface PageCursor {

    /**
     * Among changes by number.
     *
     * @param seq of the last one
     */
    record OfNumber(long seq) implements PageCursor {
        @Override
        public String toString() {
            return "n" + seq;
        }
    }

    /**
     * Among changes by the clock, and by number within a millisecond.
     *
     * @param atMillis when the last one was noticed, since 1970
     * @param seq its number
     */
    record OfTime(long atMillis, long seq) implements PageCursor {
        @Override
        public String toString() {
            return "t" + atMillis + '.' + seq;
        }
    }

    /** Reads the text form, which may come from anybody; empty for whatever is none. */
    static Optional<PageCursor> parse(String text) {
        Matcher matcher = Form.TEXT.matcher(text);
        if (text.length() > Form.CHARS_MAX || !matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) != null) {
            return Optional.of(new OfNumber(Long.parseLong(matcher.group(1))));
        }
        return Optional.of(new OfTime(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))));
    }

    /** What the text form looks like. */
    final class Form {
        /** 18 digits always fit a long, so a hostile number cannot overflow; only one text means one place. */
        private static final String NUMBER = "0|[1-9][0-9]{0,17}";

        private static final Pattern TEXT =
                Pattern.compile("n(" + NUMBER + ")|t(" + NUMBER + "|-[1-9][0-9]{0,17})\\.(" + NUMBER + ")");
        private static final int CHARS_MAX = 40;

        private Form() {}
    }
}
