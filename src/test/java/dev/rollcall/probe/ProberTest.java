package dev.rollcall.probe;

import static dev.rollcall.probe.Scripts.command;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.re2j.Pattern;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Subject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ProberTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private final Inventory board = new Inventory("epoch", Clock.systemUTC(), 10);
    private final CommandRunner runner = new CommandRunner(SearchPath.of(Map.of()), Map.of(), 4096);
    private final Prober prober =
            new Prober(runner, Clock.fixed(NOON, ZoneOffset.UTC), board::snapshot, new ProbeCounters());

    @Test
    void readsOneRunForEachProbeByItsOwnPattern() {
        // given
        Path runs = folder.resolve("runs");
        Command command =
                command(new Scripts(folder).sh("list", "echo run >> " + runs, "echo shop 1.2", "echo till 3.4"));
        Probe shop = probe("shop", command);
        Probe till = probe("till", command);

        // when
        List<Reading> readings = prober.read(command, TIMEOUT, List.of(shop, till));

        // then
        assertThat(readings).extracting(Reading::subject).containsExactly(shop.subject(), till.subject());
        assertThat(readings).extracting(Reading::outcome).containsExactly(new Found("1.2"), new Found("3.4"));
        assertThat(readings).extracting(Reading::at).containsOnly(NOON);
        assertThat(readings).allSatisfy(reading -> assertThat(reading.took()).isPositive());
        assertThat(runs).hasContent("run");
    }

    @Test
    void readsOneRunForAListingAndForASinglePackage() {
        // given
        Command command = command(new Scripts(folder).sh("list", "echo shop 1.2", "echo till 3.4"));
        Probe shop = probe("shop", command);
        Pattern all = Pattern.compile("(?m)^(?<name>\\S+) (?<version>\\S+)$");
        Subject subject = new Subject(new EntryKey("host", "ours"), "Ours", "Ours");
        Probe ours = new Probe(subject, command, all, Duration.ofMinutes(1), TIMEOUT);

        // when
        List<Reading> readings = prober.read(command, TIMEOUT, List.of(ours, shop));

        // then
        assertThat(readings)
                .extracting(reading -> reading.subject().key().packageName())
                .containsExactly("shop@ours", "till@ours", "shop");
        assertThat(readings)
                .extracting(Reading::outcome)
                .containsExactly(new Found("1.2"), new Found("3.4"), new Found("1.2"));
    }

    @Test
    void readsThatAProgramIsNotInstalled() {
        // given
        Command command = command("no-such-program");

        // when
        List<Reading> readings = prober.read(command, TIMEOUT, List.of(probe("shop", command)));

        // then
        assertThat(readings)
                .extracting(Reading::outcome)
                .containsExactly(new Absent("no-such-program is not on the path"));
        assertThat(readings).extracting(Reading::took).containsExactly(Duration.ZERO);
    }

    @Test
    void tellsOfAProgramThatWasOnlyFoundOnceItHasToldItsVersion() {
        // given
        Scripts scripts = new Scripts(folder);
        Command command = command(scripts.sh("shop", "echo none of your business"));
        Probe found = discovered(probe("shop", command));

        // then: nobody asked, and it may be another program of that name
        assertThat(prober.read(command, TIMEOUT, List.of(found))).isEmpty();
        assertThat(prober.unasked(List.of(found), new Absent("gone"))).isEmpty();

        // when
        scripts.sh("shop", "echo shop 1.2");
        List<Reading> first = prober.read(command, TIMEOUT, List.of(found));
        board.apply(first);
        scripts.sh("shop", "echo broken");

        // then: from now on its failures are news
        assertThat(first).extracting(Reading::outcome).containsExactly(new Found("1.2"));
        assertThat(prober.read(command, TIMEOUT, List.of(found))).hasSize(1);
    }

    @Test
    void namesTheProgramInTheLogAndNotItsArgumentsWhichMayBeSecret() {
        // given
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(Prober.class);
        log.addAppender(lines);
        Path program = new Scripts(folder).sh("shop", "echo broken");
        Command command = new Command(List.of(program.toString(), "--token", "s3cret"));

        // when
        try {
            prober.read(command, TIMEOUT, List.of(discovered(probe("shop", command))));
        } finally {
            log.detachAppender(lines);
        }

        // then
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains("package=shop program=" + program + " outcome=\"")
                .doesNotContain("s3cret");
    }

    @Test
    void readsNothingFromARunThatRollcallItselfCutShort() {
        // given
        Command command = command("true");
        runner.close();

        // then
        assertThat(prober.read(command, TIMEOUT, List.of(probe("shop", command))))
                .isEmpty();
    }

    private static Probe discovered(Probe probe) {
        return new Probe(
                probe.subject(),
                probe.command(),
                probe.pattern(),
                probe.every(),
                probe.timeout(),
                Probe.Origin.DISCOVERED);
    }

    private static Probe probe(String name, Command command) {
        Subject subject = new Subject(new EntryKey("host", name), name, "Other");
        Pattern pattern = Pattern.compile(name + " (?<version>\\S+)");
        return new Probe(subject, command, pattern, Duration.ofMinutes(1), TIMEOUT);
    }
}
