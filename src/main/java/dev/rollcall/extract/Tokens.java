package dev.rollcall.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds everything in a line that has the shape of a version, and passes over what only looks like one: dates, times,
 * hashes, quantities, addresses, paths, file names, options. One pass; every pattern is anchored and repeats possessively.
 */
final class Tokens {
    private static final int NUMBERS = 1;
    private static final int SUFFIX = 2;

    /** Numbers with dots between them, then whatever is glued to them. */
    private static final Pattern RUN = Pattern.compile("(\\d++(?:\\.\\d++)*+)([0-9A-Za-z.+~_-]*+)");

    /** What is longer is no version, and each number in it would be looked at beside all that is glued to it. */
    private static final int RUN_CHARS_MAX = Extractor.VERSION_CHARS_MAX;
    /** A time down to its second, 20221122181110, is the longest number that anybody puts into a version. */
    private static final Pattern TOO_LONG_A_NUMBER = Pattern.compile("\\d{15}");

    private static final String PUNCTUATION = "-.~_";

    private static final Pattern REVISION = Pattern.compile("-\\d++$");
    /** A whole series, no version: 1.13.x. */
    private static final Pattern SERIES = Pattern.compile("\\d++(?:\\.\\d++)*+\\.[xX*](?![\\p{L}\\d])");
    /** Seven is the shortest that git writes. */
    private static final Pattern HASH =
            Pattern.compile("(?=[0-9]*+[a-f])(?=[a-f]*+[0-9])[0-9a-f]{7,}+(?![0-9A-Za-z.])");
    /** A date as a version is known by the word before it only: MinIO's. */
    private static final Pattern DATED_RELEASE =
            Pattern.compile("RELEASE\\.\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\dZ");
    /** Perl's: "perl 5, version 36, subversion 0". */
    private static final Pattern IN_WORDS =
            Pattern.compile("\\b(\\d{1,3}), version (\\d{1,3})(?:, (?:subversion|patchlevel) (\\d{1,3}))?+(?![.\\d])");
    /** A letter and a dot that belong to the version itself: lshw's B.02.19.2. */
    private static final Pattern LETTER_AND_DOT = Pattern.compile("(?:^|[^\\p{L}\\p{N}.])([A-Z]\\.)$");

    private Tokens() {}

    /** Whether a token may go on with {@code c}. */
    static boolean mayBePartOfOne(char c) {
        return Suffixes.isAsciiLetter(c) || (c >= '0' && c <= '9') || c == '+' || PUNCTUATION.indexOf(c) >= 0;
    }

    /** All tokens of {@code line}, from left to right. */
    static List<Token> in(String line) {
        Matcher dated = DATED_RELEASE.matcher(line);
        if (dated.find()) {
            return List.of(new Token(dated.start(), dated.end(), dated.group(), 2, new Token.Alone()));
        }
        List<Token> tokens = new ArrayList<>();
        Matcher run = RUN.matcher(line);
        int from = 0;
        Matcher inWords = IN_WORDS.matcher(line);
        if (inWords.find()) {
            tokens.add(inWords(inWords));
            from = inWords.end();
        }
        while (run.find(from)) {
            if (run.end() - run.start() > RUN_CHARS_MAX) {
                from = run.end();
                continue;
            }
            Optional<Token> token = token(line, run);
            token.ifPresent(tokens::add);
            // What is no version may have one glued behind it: iproute2-6.1.0, of which the 2 is none.
            from = token.isPresent() ? run.end() : run.end(NUMBERS);
        }
        return tokens;
    }

    private static Token inWords(Matcher found) {
        String last = found.group(3);
        String version = found.group(1) + '.' + found.group(2) + (last == null ? "" : '.' + last);
        return new Token(found.start(), found.end(), version, last == null ? 2 : 3, new Token.Alone());
    }

    private static Optional<Token> token(String line, Matcher run) {
        int start = run.start();
        String numbers = run.group(NUMBERS);
        int count = 1 + (int) numbers.chars().filter(c -> c == '.').count();
        Token.Mark mark = mark(line, start);
        boolean noVersion = (mark instanceof Token.Name && count == 1)
                || TOO_LONG_A_NUMBER.matcher(numbers).find()
                || Fragment.isAt(line, start, run.end(), count)
                || matchesAt(HASH, line, start)
                || matchesAt(SERIES, line, start)
                || Surroundings.of(line, start - mark.length(), run.end()).rulesOutAVersion();
        String suffix = suffix(line, run);
        if (noVersion || !Suffixes.mayFollow(count, suffix)) {
            return Optional.empty();
        }
        Matcher letter = LETTER_AND_DOT.matcher(line.substring(Math.max(0, start - 3), start));
        String prefix = count > 1 && letter.find() ? letter.group(1) : "";
        return Optional.of(new Token(
                start - prefix.length(),
                start + numbers.length() + suffix.length(),
                prefix + numbers + Suffixes.upstream(suffix),
                // A build number makes it more than a number that just stands there: 26+35.
                Suffixes.isBuild(suffix) ? count + 1 : count,
                prefix.isEmpty() ? mark : new Token.Alone()));
    }

    private static String suffix(String line, Matcher run) {
        boolean beforeColon = run.end() < line.length() && line.charAt(run.end()) == ':';
        boolean lastOfWord = run.end() == line.length() || line.charAt(run.end()) == ' ';
        String glued = run.group(SUFFIX);
        // An epoch: 10.4.31-MariaDB-1:10.4.31+maria.
        String own = beforeColon ? REVISION.matcher(glued).replaceFirst("") : glued;
        return withoutTrailingPunctuation(own, lastOfWord);
    }

    /** The +, which says "built after the tag", stays when nothing follows it. A regex would try from each character on. */
    private static String withoutTrailingPunctuation(String glued, boolean lastOfWord) {
        int plus = endWithout(PUNCTUATION, glued, glued.length());
        int end = endWithout(PUNCTUATION + '+', glued, plus);
        boolean onlyPlus = lastOfWord && endWithout("+", glued, plus) == end;
        return glued.substring(0, onlyPlus ? plus : end);
    }

    private static int endWithout(String characters, String text, int end) {
        int kept = end;
        while (kept > 0 && characters.indexOf(text.charAt(kept - 1)) >= 0) {
            kept--;
        }
        return kept;
    }

    private static Token.Mark mark(String line, int start) {
        int from = start;
        while (from > 0 && Suffixes.isAsciiLetter(line.charAt(from - 1))) {
            from--;
        }
        if (from == start) {
            return new Token.Alone();
        }
        boolean firstOfWord = from == 0 || !Character.isLetterOrDigit(line.charAt(from - 1));
        String letters = line.substring(from, start);
        return firstOfWord && letters.length() == 1 && "vVrRU".contains(letters)
                ? new Token.Letter(letters.charAt(0))
                : new Token.Name(letters);
    }

    private static boolean matchesAt(Pattern pattern, String line, int start) {
        return pattern.matcher(line)
                .region(start, line.length())
                .useTransparentBounds(true)
                .lookingAt();
    }
}
