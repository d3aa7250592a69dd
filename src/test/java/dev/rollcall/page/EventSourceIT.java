package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.NastyPackages;
import dev.rollcall.testing.Recording;
import dev.rollcall.testing.Tee;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium's {@code EventSource} hears from the finished jar what our parser of the standard reads. */
class EventSourceIT {
    /** Tells our own stream from that of the page. */
    private static final String OURS = "events?deltas=on";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    @TempDir
    Path folder;

    private NastyPackages packages;
    private JarProcess rollcall;
    private URI address;
    private Tee tee;

    @BeforeEach
    void start() throws Exception {
        packages = new NastyPackages(folder);
        Files.writeString(folder.resolve("c.json"), packages.config());
        rollcall = JarProcess.start(folder, "--conf", "c.json", "--port", "0");
        address = rollcall.address();
        tee = new Tee(address);
        browser.open(tee.address().toString());
    }

    @AfterEach
    void stop() throws Exception {
        browser.open("about:blank");
        tee.close();
        rollcall.close();
    }

    @Test
    void hearsEventByEventWhatOurParserReads() throws Exception {
        try (Recording parallel = NastyPackages.settled(address)) {
            // given
            HeardEvents heard = HeardEvents.from(browser, OURS, List.of("versions", "change", "time", "bye"));
            heard.await("time");

            // when
            for (String version : NastyPackages.VERSIONS) {
                packages.change(version);
                parallel.until(events -> NastyPackages.board(events).hasVersion(version));
            }
            assertThat(rollcall.terminate(10)).isZero();
            parallel.toEnd();
            heard.await("bye");

            // then: the same as the very bytes that it was sent mean
            assertThat(heard.all())
                    .isEqualTo(tee.exchanges(OURS).get(0).response().events().events());
            // then: the same changes as another connection was sent
            assertThat(changes(heard.all()))
                    .hasSizeGreaterThanOrEqualTo(NastyPackages.VERSIONS.size())
                    .isEqualTo(changes(parallel.events()));
        }
    }

    @Test
    void comesBackWithItsLastEventIdAndHearsOfTheChangeBetween() throws Exception {
        try (Recording parallel = NastyPackages.settled(address)) {
            // given
            HeardEvents heard = HeardEvents.from(browser, OURS, List.of("versions", "change"));
            heard.await("versions");
            String lastId = heard.all().get(0).lastEventId();

            // when
            tee.refuse();
            packages.change("8.0");
            parallel.until(events -> NastyPackages.board(events).hasVersion("8.0"));
            tee.accept();

            // then
            heard.await("change");
            assertThat(changes(heard.all())).isEqualTo(changes(parallel.events()));
            assertThat(heard.all()).extracting(Dispatched::type).containsExactly("versions", "change");
            assertThat(tee.exchanges(OURS).get(1).request()).containsIgnoringCase("Last-Event-ID: " + lastId);
        }
    }

    private static List<Dispatched> changes(List<Dispatched> events) {
        return events.stream().filter(event -> event.type().equals("change")).toList();
    }
}
