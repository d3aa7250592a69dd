package dev.rollcall.extract;

import dev.rollcall.extract.Program.Likeness;
import java.util.List;
import java.util.Optional;

/** Says whose number a token is: the program's that was asked, or another's. */
final class Ownership {
    /** No number of something else is ever the answer, whatever else speaks for it. */
    private static final int SOMETHING_ELSE = -150;

    private static final int NEAR_WORDS = 4;

    private final Program program;

    Ownership(Program program) {
        this.program = program;
    }

    /**
     * Notes whose it is.
     *
     * @param first whether it is the first candidate of its stream
     * @return whether anything says so; when not, only the form of the line can speak for it
     */
    boolean note(Line line, Token token, Lead lead, boolean first, Clues clues) {
        if (token.mark() instanceof Token.Name glued) {
            return byName(glued.name(), "glued to ", glued.name(), line, lead, clues);
        }
        if (lead.saysVersion()) {
            byWordForVersion(lead, first, clues);
            return true;
        }
        if (token.isSingleNumber()
                && !lead.words().isEmpty()
                && Lexicon.isCounter(lead.words().get(0))) {
            clues.add(-60, "it is the number of a " + lead.words().get(0));
            return true;
        }
        if (!lead.words().isEmpty()
                && Lexicon.isMeasure(lead.words().get(0))
                && !program.resembles(lead.words().get(0))) {
            clues.add(-60, "it is a measure: " + lead.words().get(0));
            return true;
        }
        Optional<String> name = nearestName(lead.words());
        if (name.isEmpty()) {
            return false;
        }
        if (program.isCalledBy(line.text().substring(0, token.end()), token.version())) {
            clues.add(-60, "it is part of the name under which the program was called");
            return true;
        }
        if (byName(name.get(), "behind ", lead.words().get(0), line, lead, clues)) {
            return true;
        }
        boolean announced = lead.words().stream()
                .skip(1)
                .filter(word -> !Lexicon.isNeutral(word))
                .findFirst()
                .filter(Lexicon::isVersionWord)
                .isPresent();
        clues.add(announced ? 25 : 0, "the line says that it is the version");
        byEarlierName(lead, clues);
        return false;
    }

    private Optional<String> nearestName(List<String> words) {
        Optional<String> name =
                words.stream().filter(word -> !Lexicon.isNeutral(word)).findFirst();
        return name.isPresent() ? name : words.stream().findFirst().filter(program::is);
    }

    private void byWordForVersion(Lead lead, boolean first, Clues clues) {
        if (lead.text()
                .stripTrailing()
                .regionMatches(true, lead.text().stripTrailing().length() - 7, "distrib", 0, 7)) {
            clues.add(105, "behind Distrib: what stands before it is the client's own");
            return;
        }
        List<String> qualifiers = lead.qualifiers().stream()
                .filter(word -> program.is(word) || (word.length() > 1 && !Lexicon.isNeutral(word)))
                .toList();
        if (qualifiers.isEmpty()) {
            clues.add(lead.opensPart() && !lead.inBrackets() ? 65 : 35, "behind the word for version");
            byEarlierName(lead, clues);
            return;
        }
        String nearest = qualifiers.get(0);
        if (isSomethingElse(nearest)) {
            clues.add(SOMETHING_ELSE, "it is the version of something else: " + nearest);
        } else if (program.resembles(nearest)) {
            clues.add(65, "behind the program's name and the word for version");
        } else if (qualifiers.stream().limit(2).anyMatch(this::isSomethingElse)) {
            clues.add(SOMETHING_ELSE, "it is the version of something else: " + String.join(", ", qualifiers));
        } else if (qualifiers.stream().limit(2).anyMatch(Lexicon::isOtherThing)) {
            clues.add(-60, "it is the version of something else: " + nearest);
        } else if (qualifiers.stream().anyMatch(program::resembles)) {
            clues.add(50, "behind the word for version, the program's name before it");
        } else {
            clues.add(first ? 30 : -20, "behind the word for version of \"" + nearest + '"');
            byEarlierName(lead, clues);
        }
    }

    private boolean byName(String name, String how, String nearest, Line line, Lead lead, Clues clues) {
        Likeness likeness = program.likeness(name);
        if (likeness == Likeness.SAME) {
            clues.add(55, how + "the program's own name");
        } else if (isSomethingElse(name)) {
            clues.add(SOMETHING_ELSE, how + name + ", which is something else");
        } else if (likeness == Likeness.PART && name.indexOf('-') >= 0) {
            clues.add(30, how + name + ", which has the program's name in it");
        } else if (likeness != Likeness.OTHER) {
            clues.add(45, how + name + ", much like the program's name");
        } else if (Lexicon.isDistribution(name)) {
            boolean behindOwnName =
                    !lead.inBrackets() && lead.words().stream().skip(1).anyMatch(program::is);
            clues.add(behindOwnName ? 45 : -60, how + "the distribution's name: " + name);
        } else if (Lexicon.isOtherThing(name) && name.equals(nearest)) {
            clues.add(-40, how + name + ", which is another thing");
        } else {
            clues.add(line.number() > 1 ? -10 : 0, how + '"' + name + "\", on a later line");
            return false;
        }
        return true;
    }

    private void byEarlierName(Lead lead, Clues clues) {
        if (lead.words().stream().limit(NEAR_WORDS).anyMatch(program::is)) {
            clues.add(35, "the program's name stands shortly before");
        } else if (Words.all(lead.text()).stream().anyMatch(program::is)) {
            clues.add(25, "the program's name stands before it on the line");
        }
    }

    private boolean isSomethingElse(String name) {
        if (program.is(name)) {
            return false;
        }
        if (Lexicon.isForeign(name)) {
            return !program.hasInEveryName(name) && !(Lexicon.isLibrary(name) && program.resembles(name));
        }
        List<String> parts = Words.parts(name);
        return name.indexOf('/') >= 0
                && parts.stream().noneMatch(program::resembles)
                && parts.stream().anyMatch(Lexicon::isForeign);
    }
}
