package dev.rollcall.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reason;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import dev.rollcall.probe.Command;
import dev.rollcall.probe.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrphansTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private final Catalogue catalogue = Catalogue.load();

    @Test
    void leavesAloneWhatIsAskedAbout() {
        List<Entry> entries = List.of(ok("here", "nginx", "Web server"), ok("here", "zlib1g@dpkg", "Debian packages"));
        List<Probe> probes =
                List.of(probe("nginx", null), probe("dpkg", Pattern.compile("(?P<name>.) (?P<version>.)")));

        assertThat(new Orphans(catalogue, true).readings(entries, probes, NOON)).isEmpty();
    }

    @Test
    void whatWasFoundByItselfIsMissingAndGoesAtTheNextStart() {
        String category = catalogue.find("nginx").orElseThrow().category();
        Entry found = ok("here", "nginx@opt-nginx", category);
        Entry missing = new Entry(
                found.subject(), null, Status.MISSING, NOON, NOON, new Reason("no longer installed", "", NOON), "1", 1);

        assertThat(outcome(true, found)).isEqualTo(new Absent("no longer installed"));
        assertThat(outcome(true, ok("another-name", "nginx@opt-nginx", category)))
                .isEqualTo(new Gone());
        assertThat(outcome(true, missing)).isEqualTo(new Gone());
    }

    @Test
    void whatAListingDidNotListAnyMoreGoes() {
        Entry missing = new Entry(
                subject("here", "linux-image-6.1.0-12@dpkg", "Debian packages"),
                null,
                Status.MISSING,
                NOON,
                NOON,
                new Reason("no longer listed by dpkg", "", NOON),
                "6.1.52-1",
                1);
        Probe dpkg = probe("dpkg", Pattern.compile("(?P<name>.) (?P<version>.)"));

        assertThat(new Orphans(catalogue, true).readings(List.of(missing), List.of(dpkg), NOON))
                .extracting(Reading::outcome)
                .containsExactly(new Gone());
    }

    @Test
    void whatOnlyTheConfigurationNamedGoes() {
        assertThat(outcome(true, ok("here", "shop", "Ours"))).isEqualTo(new Gone());
        assertThat(outcome(true, ok("here", "nginx@dpkg", "Debian packages"))).isEqualTo(new Gone());
        assertThat(outcome(false, ok("here", "nginx", "Web server"))).isEqualTo(new Gone());
    }

    private Reading.Outcome outcome(boolean discovers, Entry entry) {
        List<Reading> readings =
                new Orphans(catalogue, discovers).readings(List.of(entry), List.of(probe("kernel", null)), NOON);
        assertThat(readings).hasSize(1);
        return readings.get(0).outcome();
    }

    private static Entry ok(String host, String name, String category) {
        return new Entry(subject(host, name, category), "1.0", Status.OK, NOON, NOON, null, null, 1);
    }

    private static Subject subject(String host, String name, String category) {
        return new Subject(new EntryKey(host, name), name, category);
    }

    private static Probe probe(String name, @Nullable Pattern pattern) {
        return new Probe(
                subject("here", name, "Other"),
                new Command(List.of("x")),
                pattern,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1));
    }
}
