package dev.rollcall.extract;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what speaks for and against a token: its shape, whose number it is, where it stands, what its line is about. The
 * points were set by reading the recorded outputs of the tests; what counts is their order, not their size.
 */
final class Judge {
    private static final int TITLE_CHARS_MAX = 120;
    private static final int TITLE_LINE_MAX = 12;
    private static final int LATE_POINTS_MAX = 10;

    private static final String QUOTES_AND_BLANKS = " \t\n\u000b\f\r\"'`";
    /** Up to five words, such as {@code Google Cloud SDK} or {@code iproute2-}. */
    private static final Pattern TITLE_BEFORE = Pattern.compile(
            "[^\\p{L}\\p{N}]*+(?:[\\p{L}\\p{N}._+#/&()\\[\\]-]++[:,]?\\s++){0,5}+(?:[\\p{L}\\p{N}._+#&-]*[/_-])?[vVrRU]?");

    private static final Pattern TITLE_BEHIND =
            Pattern.compile("^[\"']?(?:[.,;)\\]]?\\s*$|[,;]?\\s*[(\\[,;–-]|[,;]?(?:\\s+\\S+){1,4}\\s*$)");
    private static final Set<String> KERNELS = Set.of("linux", "kernel", "uname");

    /** As {@code uname -a} prints it: {@code 6.1.0-18-amd64 #1 SMP}. */
    private static final Pattern BUILD_OF_A_KERNEL = Pattern.compile("^ #\\d+[ -]");

    /** {@code systemd 252 (252.39-1~deb12u1)}: the brackets hold the package's version. */
    private static final Pattern NUMBER_AND_BRACKET = Pattern.compile("\\d \\($");

    /** Loads, coordinates. */
    private static final Pattern ROW_OF_NUMBERS = Pattern.compile("\\s*+(?:-?\\d++\\.\\d++[,;]?(?:\\s++|$)){2}");

    private static final Pattern ONE_WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}._+-]*+ ");
    private static final Pattern REMARK_OR_NOTHING = Pattern.compile("(?: \\([^()]*+\\))?\\s*+");

    /** Day, month and year, as in much of Europe; a year of two digits may be a number like any other. */
    private static final Pattern DATE =
            Pattern.compile("(?:0?[1-9]|[12]\\d|3[01])\\.(?:0?[1-9]|1[0-2])\\.(?:19|20)\\d\\d");

    private final Ownership ownership;
    private final Program program;
    private final boolean failed;

    /** Judges what {@code program} printed before it ended with {@code exit}. */
    Judge(Program program, int exit) {
        this.program = program;
        this.ownership = new Ownership(program);
        this.failed = exit != 0;
    }

    /**
     * Everything that speaks for and against {@code token}.
     *
     * @param phrases those of the line
     * @param first whether it is the first candidate of its stream
     */
    List<Clue> clues(Line line, Phrases phrases, Token token, boolean first) {
        Clues clues = new Clues();
        String before = line.text().substring(0, token.markStart());
        String behind = line.text().substring(token.end());
        Lead lead = Lead.upTo(line.text(), token.markStart());
        boolean bare = !(token.mark() instanceof Token.Name) && isBlank(before) && (isBlank(behind) || isDot(behind));
        shape(token, clues);
        boolean owned = ownership.note(line, token, lead, first, clues);
        if (!owned && DATE.matcher(token.version()).matches()) {
            clues.add(-70, "it is a date, for nothing says that it is a version");
        }
        if (bare) {
            clues.add(45, "the line holds nothing else");
        } else {
            place(line, token, before, behind, owned, clues);
            phrases.note(token, clues);
        }
        position(line, token, first, bare || lead.saysVersion(), clues);
        if (lead.inBrackets() && !lead.opensPart()) {
            clues.add(lead.namesInBrackets(program) ? -12 : -15, "it stands in brackets");
            boolean restated = token.mark() instanceof Token.Alone
                    && NUMBER_AND_BRACKET.matcher(before).find();
            clues.add(restated ? -30 : 0, "the number before the bracket says it already");
        }
        return clues.found();
    }

    private static void shape(Token token, Clues clues) {
        if (token.isSingleNumber()) {
            clues.add(-15, "it is a single number");
        } else {
            clues.add(token.numbers() > 2 ? 15 : 8, "it has " + token.numbers() + " numbers");
        }
        if (token.mark() instanceof Token.Letter letter) {
            clues.add(10, "a " + letter.letter() + " stands before it");
        }
        if (Surroundings.isAddressForSure(token.version())) {
            clues.add(-70, "it is a network address");
        }
    }

    /** The form of the line; in what a failing program prints, and far down, form proves nothing. */
    private void place(Line line, Token token, String before, String behind, boolean owned, Clues clues) {
        if (failed || line.number() > TITLE_LINE_MAX) {
            return;
        }
        if (hasKernel() && BUILD_OF_A_KERNEL.matcher(behind).find()) {
            clues.add(25, "the number of a kernel's build follows");
        }
        boolean noWord = before.chars().noneMatch(Character::isLetterOrDigit);
        clues.add(noWord && !(token.mark() instanceof Token.Name) ? 15 : 0, "no word stands before it");
        if (ROW_OF_NUMBERS.matcher(line.text()).lookingAt()) {
            clues.add(-40, "it stands in a row of numbers");
        }
        boolean title = !owned
                && before.length() <= TITLE_CHARS_MAX
                && TITLE_BEFORE.matcher(before).matches()
                && TITLE_BEHIND.matcher(behind).find();
        if (title) {
            boolean nothingElse = ONE_WORD.matcher(before).matches()
                    && REMARK_OR_NOTHING.matcher(behind).matches();
            clues.add(nothingElse ? 22 : 18, "the line reads like a name and its version");
        }
    }

    private boolean hasKernel() {
        return program.names().stream().anyMatch(name -> KERNELS.contains(name) || Lexicon.isDistribution(name));
    }

    private static void position(Line line, Token token, boolean first, boolean announced, Clues clues) {
        if (token.isSingleNumber() && line.number() > 1) {
            clues.add(line.number() > 3 && !announced ? -40 : -15, "a single number, not on the first line");
        }
        if (first) {
            clues.add(10, "it comes first");
        } else {
            clues.add(-Math.min(line.number() - 1, LATE_POINTS_MAX), "others come before it");
        }
    }

    private static boolean isBlank(String text) {
        return text.chars().allMatch(c -> QUOTES_AND_BLANKS.indexOf(c) >= 0);
    }

    private static boolean isDot(String text) {
        int dot = text.indexOf('.');
        return dot >= 0 && isBlank(text.substring(0, dot)) && isBlank(text.substring(dot + 1));
    }
}
