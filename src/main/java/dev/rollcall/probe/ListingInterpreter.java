package dev.rollcall.probe;

import dev.rollcall.extract.Listing;
import dev.rollcall.extract.Listing.Item;
import dev.rollcall.extract.Output;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a run of a listing means for each of its entries: those that it lists, and those of the board that it does not.
 * Which are its own is read off the board by their names, so nothing is remembered here. Pure.
 *
 * <p>What cannot be told of an entry goes to the listing's own one, which is on the board for as long as there is trouble
 * that no other entry shows.
 */
final class ListingInterpreter {
    /** What people see of a name; a line of the board holds no more. */
    private static final int LABEL_CHARS_MAX = 100;

    private final Interpreter interpreter;

    ListingInterpreter(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * The readings of a run, all with the same time.
     *
     * @param board the state before the run is applied
     */
    List<Reading> readings(Probe probe, Run run, Snapshot board, Instant at) {
        return outcomes(probe, run, board).entrySet().stream()
                .map(e -> new Reading(e.getKey(), e.getValue(), at, run.took()))
                .toList();
    }

    /** The readings of a turn that told nothing: the same for all that are known, or the listing's own where none is. */
    List<Reading> readings(Probe probe, Outcome outcome, Snapshot board, Instant at) {
        return toAll(probe, outcome, board).entrySet().stream()
                .map(e -> new Reading(e.getKey(), e.getValue(), at, Duration.ZERO))
                .toList();
    }

    private Map<Subject, Outcome> outcomes(Probe probe, Run run, Snapshot board) {
        if (!(run instanceof Run.Finished finished)) {
            return toAll(probe, interpreter.outcome(probe, run), board);
        }
        Output output =
                new Output(wholeLines(finished.stdout()), finished.stderr().text(), finished.exit());
        if (output.stdout().isEmpty() && !finished.stdout().complete()) {
            return toAll(probe, Interpreter.failed("no whole line in the output", finished), board);
        }
        Listing listing = Listing.of(output, Objects.requireNonNull(probe.pattern()));
        return listing instanceof Listing.Items listed
                ? listed(probe, listed.items(), finished, board)
                : toAll(probe, Interpreter.failed(((Listing.None) listing).cause(), finished), board);
    }

    private static Map<Subject, Outcome> listed(Probe probe, List<Item> items, Run.Finished run, Snapshot board) {
        Map<EntryKey, Subject> subjects = new LinkedHashMap<>();
        Map<Subject, Outcome> outcomes = new LinkedHashMap<>();
        for (Item item : items) {
            Subject subject = subject(probe, item.name(), subjects);
            subjects.put(subject.key(), subject);
            outcomes.put(subject, new Found(item.version()));
        }
        Outcome unseen = unseen(probe, run);
        known(probe, board)
                .filter(subject -> !subjects.containsKey(subject.key()))
                .forEach(subject -> outcomes.put(subject, unseen));
        if (!run.stdout().complete()) {
            // Names that never came into the part that is read have no entry that could tell it.
            outcomes.put(probe.subject(), new Failed("only the beginning of the output is read (collect.output)", ""));
        } else if (isShown(probe, board)) {
            outcomes.put(probe.subject(), new Gone());
        }
        return outcomes;
    }

    /** What it means not to be in a list: only a whole one of a command that went well proves that something is gone. */
    private static Outcome unseen(Probe probe, Run.Finished run) {
        String name = probe.subject().key().packageName();
        if (!run.stdout().complete()) {
            return new Failed("not in the part of the output of " + name + " that is read (collect.output)", "");
        }
        return run.exit() == 0
                ? new Absent("no longer listed by " + name)
                : new Failed("not listed by " + name + ", which went wrong (exit code " + run.exit() + ")", "");
    }

    /** Known entries keep their version whatever happens to the command that lists them; it is not they that are missing. */
    private static Map<Subject, Outcome> toAll(Probe probe, Outcome outcome, Snapshot board) {
        Map<Subject, Outcome> outcomes = new LinkedHashMap<>();
        Outcome ofEntry = outcome instanceof Absent absent ? new Failed(absent.cause(), "") : outcome;
        known(probe, board).forEach(subject -> outcomes.put(subject, ofEntry));
        if (outcomes.isEmpty() || isShown(probe, board)) {
            outcomes.put(probe.subject(), outcome);
        }
        return outcomes;
    }

    private static boolean isShown(Probe probe, Snapshot board) {
        return board.entries().stream()
                .anyMatch(entry -> entry.key().equals(probe.subject().key()));
    }

    private static Stream<Subject> known(Probe probe, Snapshot board) {
        EntryKey own = probe.subject().key();
        return board.entries().stream()
                .map(Entry::subject)
                .filter(subject -> subject.key().host().equals(own.host())
                        && EntryName.isOf(subject.key().packageName(), own.packageName()));
    }

    /** @param taken names that are in use by others of this run */
    private static Subject subject(Probe probe, String printed, Map<EntryKey, Subject> taken) {
        EntryKey own = probe.subject().key();
        EntryKey key = new EntryKey(own.host(), EntryName.of(printed, own.packageName()));
        if (taken.containsKey(key)) {
            key = new EntryKey(own.host(), EntryName.marked(printed, own.packageName()));
        }
        return new Subject(key, label(printed), probe.subject().category());
    }

    private static String label(String printed) {
        if (printed.codePointCount(0, printed.length()) <= LABEL_CHARS_MAX) {
            return printed;
        }
        return printed.substring(0, printed.offsetByCodePoints(0, LABEL_CHARS_MAX - 1)) + '…';
    }

    /** The last line of what was cut off may be half a version. */
    private static String wholeLines(Captured captured) {
        String text = captured.text();
        return captured.complete() ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }
}
