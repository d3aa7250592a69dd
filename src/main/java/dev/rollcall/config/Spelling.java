package dev.rollcall.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that was meant, for "did you mean". Two letters that changed places, the commonest slip, count as one mistake:
 * that is the "optimal string alignment" distance. Written here because it is one nested loop; the libraries that have it
 * bring a megabyte of other measures.
 */
final class Spelling {
    private static final int MISTAKES_MAX = 2;
    /** Of a short word, two other letters make any word, and of a very short one, one does. */
    private static final int SHORT_CHARS_MAX = 4;

    private static final int VERY_SHORT_CHARS_MAX = 2;
    /** Nobody means a known word by a longer one, and the loop takes the square of it. */
    private static final int WORD_CHARS_MAX = 100;

    private Spelling() {}

    /** The one of {@code words} that is nearest to {@code written}, whatever its capitals; empty when none is near. */
    static Optional<String> nearest(String written, Collection<String> words) {
        if (written.isBlank() || written.length() > WORD_CHARS_MAX) {
            return Optional.empty();
        }
        record Near(String word, int mistakes) {}
        int most = mistakesMax(written.length());
        String lower = written.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> Math.abs(word.length() - written.length()) <= most)
                .map(word -> new Near(word, mistakes(lower, word.toLowerCase(Locale.ROOT))))
                .filter(near -> near.mistakes() <= most)
                .min(Comparator.comparingInt(Near::mistakes).thenComparing(Near::word))
                .map(Near::word);
    }

    private static int mistakesMax(int chars) {
        if (chars <= VERY_SHORT_CHARS_MAX) {
            return 0;
        }
        return chars <= SHORT_CHARS_MAX ? 1 : MISTAKES_MAX;
    }

    static int mistakes(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
        }
        return row[b.length()];
    }
}
