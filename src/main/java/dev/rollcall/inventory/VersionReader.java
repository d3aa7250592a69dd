package dev.rollcall.inventory;

import dev.rollcall.inventory.VersionPiece.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one version text, once, from left to right. Only ASCII digits are digits. */
final class VersionReader {
    /** Debian's and RPM's, which says that the numbering began anew. */
    private static final Pattern EPOCH = Pattern.compile("\\s*+([0-9]++):(?=[0-9A-Za-z])");

    /** Behind them a word counts for more than a number, as in Debian and, in pre-releases, in Semantic Versioning (rule 11). */
    private static final Set<Kind> OPENERS = EnumSet.of(Kind.DASH, Kind.PLUS, Kind.TILDE, Kind.STAGE);

    /** Where in the version the reader is; the meaning of words depends on it. */
    private enum Part {
        NAME,
        VERSION,
        REVISION,
        /** Behind a tilde or plus, whose writers mean the plain order of letters: 1.2+git1, 1.2~rc1. */
        ADDITION
    }

    private final String text;
    private int at;
    private Part part = Part.NAME;
    private final List<String> name = new ArrayList<>();
    private final List<VersionPiece> pieces = new ArrayList<>();
    /** Read but not yet among the pieces: worth something only with another number behind them, as 1.0 equals 1. */
    private int zeros;
    /** The separator before the next piece: a dash, a plus, a dot, or a space for none. */
    private char separator = ' ';

    /** Whether a stage was read. */
    private boolean staged;

    /** Of the whole text. */
    VersionReader(String text) {
        this.text = text;
    }

    /** The key; empty where there is no number besides hashes. Called once. */
    Optional<VersionKey> read() {
        readEpoch();
        while (at < text.length()) {
            if (VersionChars.isLetter(text.charAt(at)) || VersionChars.isDigit(text.charAt(at))) {
                readToken();
            } else {
                readSeparator(text.charAt(at++));
            }
        }
        return part == Part.NAME ? Optional.empty() : Optional.of(new VersionKey(name(), pieces));
    }

    private void readEpoch() {
        Matcher epoch = EPOCH.matcher(text);
        boolean found = epoch.lookingAt();
        pieces.add(VersionPiece.number(found ? VersionChars.significant(epoch.group(1)) : ""));
        at = found ? epoch.end() : 0;
    }

    private void readSeparator(char c) {
        if (part == Part.NAME) {
            return;
        }
        if (c == '~') {
            separate();
            add(VersionPiece.TILDE);
        } else if (separator == ' ' || separator == '.') {
            separator = c == '.' || c == '+' ? c : '-';
        }
        if (c == '~' || c == '+') {
            part = Part.ADDITION;
        }
    }

    private void readToken() {
        int end = endOf(c -> VersionChars.isLetter(c) || VersionChars.isDigit(c));
        if (VersionWords.isCommit(text, at, end)) {
            at = end;
        }
        while (at < end) {
            boolean digits = VersionChars.isDigit(text.charAt(at));
            int start = at;
            at = endOf(digits ? VersionChars::isDigit : VersionChars::isLetter);
            String run = text.substring(start, at);
            if (digits) {
                number(VersionChars.significant(run));
            } else {
                word(run.toLowerCase(Locale.ROOT), at < end);
            }
        }
    }

    private int endOf(IntPredicate kind) {
        int end = at;
        while (end < text.length() && kind.test(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void number(String digits) {
        if (part == Part.NAME) {
            part = Part.VERSION;
        }
        separate();
        if (digits.isEmpty()) {
            zeros++;
            return;
        }
        for (; zeros > 0; zeros--) {
            pieces.add(VersionPiece.number(""));
        }
        add(VersionPiece.number(digits));
    }

    private void word(String word, boolean numbered) {
        if (part == Part.NAME) {
            name.add(word);
            return;
        }
        if (!numbered && VersionWords.isNeutral(word)) {
            return;
        }
        Optional<String> stage = stage(word, numbered);
        if (stage.isPresent()) {
            staged = true;
            separator = ' ';
            add(new VersionPiece(Kind.STAGE, stage.get()));
            return;
        }
        if (part != Part.ADDITION && VersionWords.isPatch(word)) {
            separator = ' ';
        }
        separate();
        add(new VersionPiece(opens() ? Kind.HEADWORD : Kind.WORD, word));
    }

    private Optional<String> stage(String word, boolean numbered) {
        // What stands behind a stage refines it: 1.0-rc3-next is no earlier than rc3.
        if (part == Part.ADDITION || (staged && !VersionWords.isDevelopment(word))) {
            return Optional.empty();
        }
        boolean tied = part == Part.VERSION && separator != '-';
        return VersionWords.stage(numbered ? VersionWords.written(word, tied) : word);
    }

    private void separate() {
        if (separator == '+') {
            add(VersionPiece.PLUS);
        } else if (separator == '-') {
            add(VersionPiece.DASH);
            part = part == Part.VERSION ? Part.REVISION : part;
        }
        separator = ' ';
    }

    private boolean opens() {
        return zeros == 0 && OPENERS.contains(pieces.get(pieces.size() - 1).kind());
    }

    private void add(VersionPiece piece) {
        zeros = 0;
        pieces.add(piece);
    }

    /** The v of v1.2 is no name. */
    private String name() {
        boolean marked = !name.isEmpty() && name.get(name.size() - 1).equals("v");
        return String.join(" ", marked ? name.subList(0, name.size() - 1) : name);
    }
}
