package dev.rollcall.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns of phrase in one line that say that a number is of something else, or no version at all. One thread. */
final class Phrases {
    /**
     * One turn of phrase.
     *
     * @param pattern where it stands in a line
     * @param before points for what stands before it in the line
     * @param behind points for what stands behind it
     * @param because in words for people
     */
    private record Phrase(Pattern pattern, int before, int behind, String because) {
        static Phrase of(int before, int behind, String because, String regex) {
            return new Phrase(
                    Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS),
                    before,
                    behind,
                    because);
        }
    }

    /** Where a phrase begins in a line. */
    private record Mention(Phrase phrase, int start) {}

    private static final List<Phrase> ALL = List.of(
            Phrase.of(
                    -25,
                    -90,
                    "the line announces another release",
                    "\\b(?:latest|newest|newer|new (?:\\w+ )?(?:version|release)|update available|out[- ]of[- ]date|outdated|upgrade[sd]?"
                            + "|to update|you can update|updating to|has been released)\\b|\\bavailable\\b|(?<=\\d) ?(?:->|→|=>) ?(?=v?\\d)"),
            Phrase.of(
                    -25,
                    -90,
                    "the line names a requirement",
                    "\\b(?:requires?|required|needs?|at least|minimum|or (?:newer|later|higher|above|greater)|incompatible|compatible"
                            + "|not supported|no longer supported|unsupported|supported versions?|expected|must be|depends on|prerequisite)\\b|[<>]=|not found \\(required"),
            Phrase.of(
                    -30,
                    -90,
                    "the line speaks of a deprecation or of when something came or goes",
                    "\\b(?:deprecat\\w*|obsolete|will be removed|removed in|introduced in|since (?:version|v?\\d)|desde|seit|depuis|sinds|sedan|end[- ]of[- ]life|as of)\\b"),
            Phrase.of(
                    -30,
                    -80,
                    "the line is about the licence",
                    "licen[cs]e\\b|licen[cs]ed|lizenz|licencia|licenza|licença|licence|лицензи|ライセンス|许可|許可|\\b[la]?gpl\\b(?! ?(?-i:[A-Z])\\w+ v?\\d)|\\bgplv?\\d"
                            + "|free software|warranty|garantie"),
            Phrase.of(
                    -5,
                    -80,
                    "it stands behind a copyright sign",
                    "copyright|\\(c\\)|©|written by|geschrieben von|autho?rs?\\b"),
            Phrase.of(
                    0,
                    -45,
                    "it stands behind what the program is made with or runs on",
                    "\\b(?:built|build|compiled|linked|generated|packaged|powered|written) (?:with|using|against|on|by|for|from|in|w/)"
                            + "|\\bcompiled|\\bbuilt\\b|\\busing\\b|\\brun(?:s|ning)? (?:on|with|under)\\b|\\bbased on\\b|\\bpowered by\\b|\\blinked\\b"
                            + "|\\bwith\\b|\\bw/|\\bagainst\\b|\\bdeveloped for\\b|\\bon (?:linux|windows|darwin|python|perl|java)\\b"),
            Phrase.of(
                    -60,
                    -60,
                    "the line lists how it was configured",
                    "^\\s*(?:configure\\b|configuration\\b|configured with|konfig|option(?:s|en)\\b|c(?:xx)?flags|ldflags|compiler:|arguments|features?\\b|build (?:options|flags|settings)|supports?\\b|compile(?:[dr]|-time|time)?(?: time)? options)"),
            Phrase.of(
                    -80,
                    -80,
                    "the line speaks of what is not installed",
                    "\\bnot (?:yet )?installed\\b|\\bcan be installed\\b"),
            Phrase.of(
                    -10,
                    -55,
                    "it stands behind words of failure",
                    "\\b(?:error|fehler|erreur|fatal|exception|traceback|panic|segmentation|aborted|failed|failure|fail|cannot|can't|can not"
                            + "|could not|couldn't|unable|invalid|illegal|unknown|unrecogni[sz]ed|no such|not found|denied|refused|warning|warn"
                            + "|warnung|avertissement|bad|missing|timed? ?out|not an? |unexpected|usage|try|see)\\b"),
            Phrase.of(
                    -10,
                    -50,
                    "it stands behind words of what a server does",
                    "\\b(?:listening|listen|connect(?:ed|ing|ion)?|bind(?:ing)?|address|addr|port|pid|took|elapsed|started|finished|uptime|load(?:ed|ing)?|took|after|every|default|defaults|e\\.g\\.|example|between|from \\d|up to|more than|less than)\\b"));

    private static final Pattern OR_NEWER = Pattern.compile(
            "^\\s?(?:,? (?:or|and) (?:newer|later|higher|above|greater|any later|earlier|older|below|before)|of the |, \\d{1,2} [A-Z][a-z]+ \\d{4})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INSIDE_TAG = Pattern.compile("<[?!/]?[A-Za-z][\\w:-]*\\s[^<>]*$");

    private static final Pattern COUNTED = Pattern.compile(
            "^\\s?(?:seconds?|secs?|sec|minutes?|hours?|days?|ms|milliseconds?|bytes?|[kmgt]i?b|bits?|percent|times|files?|users?|errors?"
                    + "|warnings?|packages?|lines?|items?|tests?|cpus?|cores?|threads?|workers?|connections?|requests?|x faster|eur|usd|gbp|chf)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Program program;
    private final String line;
    /** Looked for once, when the first token asks: a line may hold hundreds. */
    private @Nullable List<Mention> mentions;

    /** What {@code line}, which {@code program} printed, says. */
    Phrases(Program program, String line) {
        this.program = program;
        this.line = line;
    }

    /** Notes what the line says about {@code token}. */
    void note(Token token, Clues clues) {
        String behind = line.substring(token.end());
        for (Mention mention : mentions()) {
            Phrase phrase = mention.phrase;
            clues.add(mention.start < token.markStart() ? phrase.behind : phrase.before, phrase.because);
        }
        if (OR_NEWER.matcher(behind).find()) {
            clues.add(-90, "it is a lower limit, or a licence's");
        }
        if (token.version().endsWith("+") && behind.startsWith(" require")) {
            clues.add(-90, "it is a lower limit");
        }
        if (COUNTED.matcher(behind).find()) {
            clues.add(-70, "it counts something");
        }
        if (INSIDE_TAG.matcher(line.substring(0, token.markStart())).find()) {
            clues.add(-90, "it stands in a markup tag");
        }
    }

    private List<Mention> mentions() {
        List<Mention> found = mentions;
        if (found == null) {
            found = ALL.stream()
                    .flatMap(phrase -> firstMention(phrase).stream())
                    .toList();
            mentions = found;
        }
        return found;
    }

    private Optional<Mention> firstMention(Phrase phrase) {
        Matcher matcher = phrase.pattern.matcher(line);
        while (matcher.find()) {
            // BIND is a name here, although servers bind.
            if (!program.resembles(matcher.group().strip())) {
                return Optional.of(new Mention(phrase, matcher.start()));
            }
        }
        return Optional.empty();
    }
}
