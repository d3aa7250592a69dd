package dev.rollcall.extract;

import java.util.List;

/**
 * Something in the output that may be the version, with all that speaks for and against it.
 *
 * @param version as it would be given: without a leading {@code v}, without the distribution's suffix
 * @param stream where it stands
 * @param line line of the stream, from 1
 * @param column where in the line it begins, from 1
 * @param text the line
 * @param clues in the order in which they were found
 */
public record Candidate(String version, Stream stream, int line, int column, String text, List<Clue> clues) {

    /** Copies the list. */
    public Candidate {
        clues = List.copyOf(clues);
    }

    /** The sum of the clues. */
    public int score() {
        return clues.stream().mapToInt(Clue::points).sum();
    }

    /** The clue that counts most for it, in words; empty when nothing speaks for it. */
    String strength() {
        return clues.stream()
                .filter(clue -> clue.points() > 0)
                .max((a, b) -> Integer.compare(a.points(), b.points()))
                .map(Clue::because)
                .orElse("");
    }

    /** The clue that counts most against it, in words; empty when nothing does. */
    String weakness() {
        return clues.stream()
                .filter(clue -> clue.points() < 0)
                .min((a, b) -> Integer.compare(a.points(), b.points()))
                .map(Clue::because)
                .orElse("");
    }
}
