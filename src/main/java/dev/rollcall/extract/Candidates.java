package dev.rollcall.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Finds everything in an output that may be the version, and has it judged. Bounded, whatever was printed. */
final class Candidates {
    private static final int LINES_MAX = 5_000;
    private static final int LINE_CHARS_MAX = 2_000;
    /** Of each stream: what comes after half a million characters is no answer to the question for a version. */
    private static final int CHARS_MAX = 512 * 1024;

    private static final int FOUND_MAX = 1_000;
    private static final int KEPT_MAX = 20;

    /** "Apache License", on a line of its own; its version is on the next. */
    private static final Pattern LICENCE_TITLE = Pattern.compile("(?i)\\blicen[cs]e\\s*+$");

    private static final List<Clue> LICENCE = List.of(new Clue(-90, "the line before is the title of a licence"));

    private final Program program;
    private final Judge judge;
    private final List<Candidate> found = new ArrayList<>();

    private Candidates(Program program, int exit) {
        this.program = program;
        this.judge = new Judge(program, exit);
    }

    /** The best candidates of both streams, best first; of equals the one that stands first. */
    static List<Candidate> of(Program program, String stdout, String stderr, int exit) {
        Candidates candidates = new Candidates(program, exit);
        boolean both = !stdout.isBlank() && !stderr.isBlank();
        candidates.addAll(Stream.STDOUT, stdout, List.of());
        candidates.addAll(
                Stream.STDERR,
                stderr,
                both ? List.of(new Clue(-10, "it is on standard error, beside standard output")) : List.of());
        candidates.found.sort(Comparator.comparingInt(Candidate::score).reversed());
        return candidates.found.stream().limit(KEPT_MAX).toList();
    }

    private void addAll(Stream stream, String text, List<Clue> ofStream) {
        List<String> lines = text.lines().limit(LINES_MAX).toList();
        boolean first = true;
        boolean behindLicence = false;
        int said = 0;
        int read = 0;
        for (int i = 0; i < lines.size() && read < CHARS_MAX; i++) {
            String printed = lines.get(i);
            if (printed.isBlank()) {
                continue;
            }
            said++;
            String bounded = bounded(printed);
            read += bounded.length();
            Line line = Line.of(said, bounded);
            Phrases phrases = new Phrases(program, line.text());
            for (Token token : Tokens.in(line.text())) {
                if (found.size() == FOUND_MAX) {
                    return;
                }
                List<Clue> clues = new ArrayList<>(judge.clues(line, phrases, token, first));
                clues.addAll(behindLicence ? LICENCE : List.of());
                clues.addAll(ofStream);
                int column = line.offset() + token.start() + 1;
                found.add(new Candidate(token.version(), stream, i + 1, column, bounded, clues));
                // The 5 of "Kerberos 5 version 1.20.1" does not take the first place.
                first &= token.isSingleNumber();
            }
            behindLicence = LICENCE_TITLE.matcher(bounded).find();
        }
    }

    /** The beginning of a long line, cut where no number is cut in two: half a version is a wrong one. */
    private static String bounded(String printed) {
        if (printed.length() <= LINE_CHARS_MAX) {
            return printed;
        }
        int end = LINE_CHARS_MAX;
        while (end > 0 && !isCut(printed.charAt(end))) {
            end--;
        }
        return printed.substring(0, end);
    }

    private static boolean isCut(char next) {
        return !Tokens.mayBePartOfOne(next) && !Character.isLowSurrogate(next);
    }
}
