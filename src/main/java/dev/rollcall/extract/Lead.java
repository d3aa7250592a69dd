package dev.rollcall.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What leads up to a token on its line.
 *
 * @param text all of it, or its end when it is long
 * @param words names and other words before it, nearest first, those before an open bracket last; without the word for
 *     "version" directly before it
 * @param saysVersion whether the word for "version" stands directly before it
 * @param qualifiers of what it says it is the version, nearest first: {@code Go} in {@code Go version: 1.22}
 * @param opensPart whether that word alone begins the line, the bracket or the JSON member
 * @param inBrackets whether it stands in brackets
 */
record Lead(
        String text,
        List<String> words,
        boolean saysVersion,
        List<String> qualifiers,
        boolean opensPart,
        boolean inBrackets) {
    private static final int CHARS_MAX = 400;
    /** What Go programs call their own version. */
    private static final String GIT_VERSION = "gitversion";

    /** A comma begins a JSON member only when its name is quoted; in {@code OS name: "x", version: "y"} it does not. */
    private static final Pattern PART_BEGINS = Pattern.compile("(?:^|[{(\\[]|[{,]\\s*\")\\s*\"?$");

    static Lead upTo(String line, int end) {
        String text = line.substring(Math.max(0, end - CHARS_MAX), end);
        Brackets brackets = Brackets.before(text);
        List<String> near = Words.fromTheEnd(brackets.inside());
        int index = 0;
        while (index < near.size() && Lexicon.isConnecting(near.get(index))) {
            index++;
        }
        List<String> rest = near.subList(index, near.size());
        List<String> beyond = Words.phrase(Words.fromTheEnd(brackets.outside()));
        return saysVersion(rest)
                ? behindVersion(text, brackets, rest, beyond)
                : new Lead(text, joined(Words.phrase(rest), beyond), false, List.of(), false, brackets.open());
    }

    /** Whether {@code program} is named in the open bracket: {@code Ispell 3.1.20 (but really Aspell 0.60.8)}. */
    boolean namesInBrackets(Program program) {
        return inBrackets
                && Words.fromTheEnd(Brackets.before(text).inside()).stream().anyMatch(program::is);
    }

    private static boolean saysVersion(List<String> words) {
        if (words.isEmpty()) {
            return false;
        }
        List<String> parts = Words.parts(words.get(0));
        return !parts.isEmpty() && Lexicon.isVersionWord(parts.get(parts.size() - 1));
    }

    private static Lead behindVersion(String text, Brackets brackets, List<String> rest, List<String> beyond) {
        int heads = 1;
        // "release version 1.2" says it twice.
        while (heads < rest.size()
                && Lexicon.isVersionWord(rest.get(heads - 1))
                && saysVersion(rest.subList(heads, rest.size()))) {
            heads++;
        }
        String head = rest.get(heads - 1);
        List<String> words = Words.phrase(rest.subList(heads, rest.size()));
        List<String> compound = Words.parts(head);
        boolean own = compound.size() == 1 || head.equalsIgnoreCase(GIT_VERSION);
        boolean opensPart = own && (head.equalsIgnoreCase(GIT_VERSION) || beginsPart(brackets.inside(), head));
        List<String> qualifiers = new ArrayList<>();
        if (!own) {
            for (int i = compound.size() - 2; i >= 0; i--) {
                qualifiers.add(compound.get(i));
            }
        } else if (!opensPart) {
            qualifiers.addAll(words);
        }
        return new Lead(text, joined(words, beyond), true, qualifiers, opensPart, brackets.open());
    }

    private static boolean beginsPart(String inside, String head) {
        return PART_BEGINS
                .matcher(inside.substring(0, inside.lastIndexOf(head)))
                .find();
    }

    private static List<String> joined(List<String> near, List<String> beyond) {
        List<String> all = new ArrayList<>(near);
        all.addAll(beyond);
        return List.copyOf(all);
    }
}
