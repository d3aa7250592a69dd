package dev.rollcall.inventory;

import static dev.rollcall.inventory.ScriptedInventory.NGINX;
import static dev.rollcall.inventory.ScriptedInventory.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.inventory.Reading.Found;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntryTest {
    private static final Reason TIME_OUT = new Reason("time-out", "", minute(1));
    private static final Entry FAILED = entry("1.0", Status.FAILED, TIME_OUT);

    @Test
    void refusesToBeWellWithAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("1.0", Status.OK, TIME_OUT))
                .withMessageStartingWith("reason: found Reason[cause=time-out");
    }

    @Test
    void refusesToBeWellWithoutAVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry(null, Status.OK, null))
                .withMessage("version: found none with status OK");
    }

    @ParameterizedTest
    @EnumSource(value = Status.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void refusesToBeUnwellWithoutAReason(Status status) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> entry("1.0", status, null))
                .withMessage("reason: found null with status " + status);
    }

    @Test
    void refusesABlankVersionAlreadyInTheReading() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Found(" "))
                .withMessage("version: found \" \"; must not be blank");
    }

    @Test
    void differsByWhatPeopleSee() {
        Subject other = new Subject(NGINX.key(), "The proxy", NGINX.category());
        Stream.of(
                        entry("1.1", Status.FAILED, TIME_OUT),
                        entry(null, Status.FAILED, TIME_OUT),
                        entry("1.0", Status.STALE, TIME_OUT),
                        entry("1.0", Status.OK, null),
                        entry("1.0", Status.FAILED, new Reason("exit code 1", "", minute(1))),
                        new Entry(other, "1.0", Status.FAILED, minute(0), minute(1), TIME_OUT, null, 1))
                .forEach(entry ->
                        assertThat(entry.differsFrom(FAILED)).as("%s", entry).isTrue());
    }

    @Test
    void doesNotDifferByWhenItWasCheckedOrNumbered() {
        Reason later = new Reason("time-out", "12:01 too slow", minute(9));
        Stream.of(
                        FAILED.withSeq(9),
                        entry("1.0", Status.FAILED, later),
                        new Entry(NGINX, "1.0", Status.FAILED, minute(0), minute(9), TIME_OUT, null, 1))
                .forEach(entry ->
                        assertThat(entry.differsFrom(FAILED)).as("%s", entry).isFalse());
    }

    @Test
    void changesNothingButTheNumber() {
        assertThat(FAILED.withSeq(9))
                .isEqualTo(new Entry(NGINX, "1.0", Status.FAILED, minute(0), minute(1), TIME_OUT, null, 9));
    }

    @Test
    void isFoundByHostAndPackage() {
        assertThat(FAILED.key()).isEqualTo(new EntryKey("web-1", "nginx"));
    }

    @ParameterizedTest
    @CsvSource({"a, z, b, a", "a, a, a, b", "a, B, a, a", "a, z, a.b, a"})
    void isOrderedByHostThenPackage(String host, String packageName, String laterHost, String laterPackage) {
        EntryKey first = new EntryKey(host, packageName);
        EntryKey later = new EntryKey(laterHost, laterPackage);
        assertThat(first).isLessThan(later).isEqualByComparingTo(new EntryKey(host, packageName));
        assertThat(later).isGreaterThan(first);
    }

    @Test
    void saysItsReasonInOneSentenceToTheSecond() {
        Instant since = Instant.parse("2026-01-01T00:00:59.999Z");
        assertThat(new Reason("time-out", "", since).text()).isEqualTo("time-out (since 2026-01-01T00:00:59Z)");
        assertThat(new Reason("exit code 1", "\"no such file\"", since).text())
                .isEqualTo("exit code 1: \"no such file\" (since 2026-01-01T00:00:59Z)");
    }

    @ParameterizedTest
    @CsvSource({"OK, ok", "MISSING, missing", "FAILED, failed", "STALE, stale"})
    void namesItsStatusInLowerCaseOnTheWire(Status status, String name) {
        assertThat(status.wireName()).isEqualTo(name);
    }

    private static Entry entry(@Nullable String version, Status status, @Nullable Reason reason) {
        return new Entry(NGINX, version, status, minute(0), minute(1), reason, null, 1);
    }
}
