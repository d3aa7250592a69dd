package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rollcall.inventory.Change;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Overdue;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.inventory.Update;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A listing that is run once a minute, and the board that comes of it: one line an entry. */
class ListingInterpreterTest {
    private static final Probe DPKG = probe("dpkg");
    private static final Duration TOOK = Duration.ofMillis(7);
    private static final Run TIMED_OUT = new Run.TimedOut(Duration.ofSeconds(10), TOOK);
    private static final String TIME_OUT = "time-out: no end after 10 s, stopped";

    private final Inventory inventory = new Inventory("epoch", Clock.systemUTC(), 100);
    private final ListingInterpreter interpreter = new ListingInterpreter(new Interpreter());
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void makesEachNameAnEntryOfItsOwnWithTheCategoryOfTheListing() {
        // when
        runs(printed("libc6:amd64 2.36\nbash 5.2\n"));

        // then
        assertThat(inventory.snapshot().entries())
                .extracting(Entry::subject)
                .containsExactly(
                        new Subject(new EntryKey("web1", "bash@dpkg"), "bash", "Debian packages"),
                        new Subject(new EntryKey("web1", "libc6_amd64@dpkg"), "libc6:amd64", "Debian packages"));
        assertThat(board()).containsExactly("bash@dpkg 5.2 OK", "libc6_amd64@dpkg 2.36 OK");
    }

    @Test
    void anUnchangedListIsNoChange() {
        // given
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        Update update = runs(printed("bash 5.2\nzlib 1.3\n"));

        // then
        assertThat(update.changes()).isEmpty();
        assertThat(update.snapshot().seq()).isEqualTo(2);
        assertThat(update.snapshot().entries()).extracting(Entry::checked).containsOnly(now);
    }

    @Test
    void onlyWhatChangedInAListIsAChange() {
        // given
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        Update update = runs(printed("bash 5.3\nzlib 1.3\n"));

        // then
        assertThat(update.changes()).extracting(Change::key).containsExactly(new EntryKey("web1", "bash@dpkg"));
    }

    @Test
    void aNameThatIsNoLongerListedIsMissingFromThenOn() {
        // given
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        runs(printed("zlib 1.3\n"));

        // then
        assertThat(board()).containsExactly("bash@dpkg null MISSING no longer listed by dpkg", "zlib@dpkg 1.3 OK");

        // when
        Update again = runs(printed("zlib 1.3\n"));

        // then
        assertThat(again.changes()).isEmpty();

        // when
        runs(printed("bash 5.3\nzlib 1.3\n"));

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.3 OK", "zlib@dpkg 1.3 OK");
    }

    @Test
    void aRunThatFailsMakesAllEntriesFailedAndKeepsTheirVersions() {
        // given
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        runs(TIMED_OUT);

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.2 FAILED " + TIME_OUT, "zlib@dpkg 1.3 FAILED " + TIME_OUT);

        // when
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.2 OK", "zlib@dpkg 1.3 OK");
    }

    @Test
    void aListWithoutAnyMatchIsAFailureAndProvesNothing() {
        // given
        runs(printed("bash 5.2\n"));

        // when
        runs(printed("dpkg: database is locked\n", "", 2));

        // then
        assertThat(board())
                .containsExactly("bash@dpkg 5.2 FAILED the pattern matches nothing in the output (exit code 2)");
        assertThat(inventory.snapshot().entries().get(0).reason().detail()).isEqualTo("\"dpkg: database is locked\"");
    }

    @Test
    void aListerThatIsGoneMakesNoPackageMissingForTheyMayStillBeThere() {
        // given
        runs(printed("bash 5.2\n"));

        // when
        runs(new Run.NotFound("dpkg-query"));

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.2 FAILED dpkg-query is not on the path");
    }

    @Test
    void showsATroubleUnderItsOwnNameWhileNothingIsKnownAndGoesWhenItWorks() {
        // when
        runs(new Run.NotFound("dpkg-query"));

        // then
        assertThat(board()).containsExactly("dpkg null MISSING dpkg-query is not on the path");

        // when
        runs(TIMED_OUT);

        // then
        assertThat(board()).containsExactly("dpkg null FAILED " + TIME_OUT);

        // when
        Update update = runs(printed("bash 5.2\n"));

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.2 OK");
        assertThat(update.changes())
                .last()
                .satisfies(change -> assertThat(change.after()).isNull());
        assertThat(update.changes()).hasSize(2);
    }

    @Test
    void absenceFromAListThatWasCutOffProvesNothing() {
        // given
        runs(printed("bash 5.2\nvim 9.0\nzlib 1.3\n"));

        // when
        runs(cutOff("bash 5.3\nvim 9.0\nzlib 1."));

        // then
        assertThat(board())
                .containsExactly(
                        "bash@dpkg 5.3 OK",
                        "dpkg null FAILED only the beginning of the output is read (collect.output)",
                        "vim@dpkg 9.0 OK",
                        "zlib@dpkg 1.3 FAILED not in the part of the output of dpkg that is read (collect.output)");

        // when
        runs(printed("bash 5.3\nzlib 1.3\n"));

        // then
        assertThat(board())
                .containsExactly(
                        "bash@dpkg 5.3 OK", "vim@dpkg null MISSING no longer listed by dpkg", "zlib@dpkg 1.3 OK");
    }

    @Test
    void saysThatTheOutputIsCutOffAlsoWhenNothingWasKnownBefore() {
        // when
        runs(cutOff("bash 5.2\nzlib 1."));

        // then
        assertThat(board())
                .containsExactly(
                        "bash@dpkg 5.2 OK",
                        "dpkg null FAILED only the beginning of the output is read (collect.output)");
    }

    @Test
    void readsNothingOfAListOfWhichNotEvenALineIsWhole() {
        // when
        runs(cutOff("bash 5."));

        // then
        assertThat(board())
                .containsExactly("dpkg null FAILED no whole line in the output, of which only the beginning is read"
                        + " (collect.output)");
    }

    @Test
    void absenceFromAListOfACommandThatWentWrongProvesNothing() {
        // given
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        runs(printed("bash 5.3\n", "killed", 137));

        // then
        assertThat(board())
                .containsExactly(
                        "bash@dpkg 5.3 OK",
                        "zlib@dpkg 1.3 FAILED not listed by dpkg, which went wrong (exit code 137)");
    }

    @Test
    void aTurnThatWasMissedMakesAllEntriesStale() {
        // given
        Overdue overdue = new Overdue("overdue");
        inventory.apply(interpreter.readings(DPKG, overdue, inventory.snapshot(), now));
        assertThat(board()).containsExactly("dpkg null STALE overdue");
        runs(printed("bash 5.2\nzlib 1.3\n"));

        // when
        inventory.apply(interpreter.readings(DPKG, overdue, inventory.snapshot(), now));

        // then
        assertThat(board()).containsExactly("bash@dpkg 5.2 STALE overdue", "zlib@dpkg 1.3 STALE overdue");
    }

    @Test
    void leavesTheEntriesOfOthersAlone() {
        // given
        Subject nginx = new Subject(new EntryKey("web1", "nginx"), "nginx", "Web");
        Subject elsewhere = new Subject(new EntryKey("web2", "bash@dpkg"), "bash", "Debian packages");
        Subject otherListing = new Subject(new EntryKey("web1", "bash@xdpkg"), "bash", "Debian packages");
        for (Subject other : List.of(nginx, elsewhere, otherListing)) {
            inventory.apply(List.of(new Reading(other, new Found("1.0"), now, TOOK)));
        }

        // when
        runs(printed("bash 5.2\n"));
        runs(printed("vim 9.0\n"));
        runs(TIMED_OUT);

        // then
        assertThat(board())
                .contains("nginx 1.0 OK", "bash@dpkg 1.0 OK", "bash@xdpkg 1.0 OK")
                .hasSize(5);
    }

    @Test
    void keepsTwoNamesApartThatDifferOnlyInWhatANameMayNotHave() {
        // when
        runs(printed("a:b 1\na_b 2\na/b 3\n"));

        // then
        assertThat(inventory.snapshot().entries())
                .extracting(entry -> entry.subject().label() + " " + entry.version())
                .containsExactlyInAnyOrder("a:b 1", "a_b 2", "a/b 3");
        assertThat(runs(printed("a:b 1\na_b 2\na/b 3\n")).changes()).isEmpty();
    }

    @Test
    void cutsALabelThatIsTooLongForPeople() {
        // when
        runs(printed("🚀".repeat(101) + " 1\n" + "n".repeat(100) + " 2\n"));

        // then
        assertThat(inventory.snapshot().entries())
                .extracting(entry -> entry.subject().label())
                .containsExactlyInAnyOrder("🚀".repeat(99) + "…", "n".repeat(100));
    }

    private Update runs(Run run) {
        now = now.plusSeconds(60);
        List<Reading> readings = interpreter.readings(DPKG, run, inventory.snapshot(), now);
        assertThat(readings).allSatisfy(reading -> assertThat(reading.took()).isEqualTo(run.took()));
        return inventory.apply(readings);
    }

    private List<String> board() {
        return inventory.snapshot().entries().stream()
                .map(entry -> entry.key().packageName() + " " + entry.version() + " " + entry.status()
                        + (entry.status() == Status.OK
                                ? ""
                                : " " + entry.reason().cause()))
                .toList();
    }

    private static Run printed(String stdout) {
        return printed(stdout, "", 0);
    }

    private static Run printed(String stdout, String stderr, int exit) {
        return new Run.Finished(exit, whole(stdout), whole(stderr), 0, TOOK);
    }

    private static Run cutOff(String beginning) {
        return new Run.Finished(0, new Captured(beginning, 1_000_000, false), whole(""), 0, TOOK);
    }

    private static Captured whole(String text) {
        return new Captured(text, text.length(), true);
    }

    private static Probe probe(String name) {
        Subject subject = new Subject(new EntryKey("web1", name), "Debian packages", "Debian packages");
        Pattern pattern = Pattern.compile("(?m)^(?<name>\\S+) (?<version>\\d\\S*)$");
        Duration every = Duration.ofMinutes(1);
        return new Probe(subject, new Command(List.of("dpkg-query")), pattern, every, Duration.ofSeconds(10));
    }
}
