package dev.rollcall.extract;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a user's pattern in a text, and gives up when that takes too long. RE2/J is linear in the text, but each
 * character may cost as many steps as the pattern has, a listing searches anew behind each match, and an optional tail lets
 * every one of these searches run to the end.
 */
final class Search {
    /** Why there is no answer when a search was given up. */
    static final String GIVEN_UP = "the pattern takes too much time or memory for this output";

    /** Sixteen mebibytes, the longest output, take a plain pattern a second or two. */
    static final Duration TIME_MAX = Duration.ofSeconds(10);

    private final Matcher matcher;

    /** From the start of {@code text}. */
    Search(Pattern pattern, String text) {
        this(pattern, text, TIME_MAX);
    }

    Search(Pattern pattern, String text, Duration timeMax) {
        this.matcher = pattern.matcher(new Hurried(text, System.nanoTime(), timeMax.toNanos()));
    }

    /** Goes to the next match. */
    boolean find() throws GivenUpException {
        try {
            return matcher.find();
        } catch (StackOverflowError e) {
            // RE2/J descends once for each repeat that may match nothing, as in (?:(?:a?){1000}){10}; it holds nothing
            // open.
            throw new GivenUpException(e);
        } catch (LateException e) {
            throw new GivenUpException(e);
        }
    }

    /** A group of the match; null when it took no part. */
    @Nullable
    String group(String name) {
        return matcher.group(name);
    }

    /** The search took more than it may. */
    static final class GivenUpException extends Exception {
        private static final long serialVersionUID = 1L;

        GivenUpException(Throwable cause) {
            super(GIVEN_UP, cause);
        }
    }

    private static final class LateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LateException(Duration timeMax) {
            super("not done after " + timeMax);
        }
    }

    /** A text that can be read for a limited time: the only place where a running search can be stopped. */
    private static final class Hurried implements CharSequence {
        /** Large patterns take some milliseconds for so many. */
        private static final int READS_BETWEEN_LOOKS = 1_024;

        private final String text;
        private final long startNanos;
        private final long nanosMax;
        private int reads;

        Hurried(String text, long startNanos, long nanosMax) {
            this.text = text;
            this.startNanos = startNanos;
            this.nanosMax = nanosMax;
        }

        @Override
        public char charAt(int index) {
            if (++reads == READS_BETWEEN_LOOKS) {
                reads = 0;
                if (System.nanoTime() - startNanos > nanosMax) {
                    throw new LateException(Duration.ofNanos(nanosMax));
                }
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
