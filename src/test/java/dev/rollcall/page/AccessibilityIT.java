package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigState;
import dev.rollcall.inventory.Reading;
import dev.rollcall.testing.BoardServer;
import dev.rollcall.testing.Fleet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** axe-core finds nothing, wherever the page may be. */
class AccessibilityIT {
    private static final String LISTED = "document.querySelector('rollcall-entries [data-package]')";
    private static final String LIVE = "document.querySelector('.state')?.dataset.state === 'live'";
    private static final String WEB01 = "#package=nginx&host=web01.example.net";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private static BoardServer fleet;
    private static BoardServer single;
    private static BoardServer empty;

    @BeforeAll
    static void start() throws Exception {
        fleet = BoardServer.start(fleetPast(12, 0));
        single = BoardServer.start(fleetPast(1, 0));
        empty = BoardServer.start(List.of());
    }

    @AfterAll
    static void stop() throws Exception {
        browser.open("about:blank");
        fleet.close();
        single.close();
        empty.close();
    }

    @Test
    void whatKeepsSomebodyOutIsFound() {
        // given
        browser.open(empty.address().toString());
        browser.waitUntil(LIVE);

        // when
        browser.run(
                "const main = document.querySelector('main');"
                        + " main.append(document.createElement('button'), document.createElement('h6'));"
                        + " main.append('pale'); main.style.setProperty('color', '#ccc'); main.style.setProperty('background', '#fff')");

        // then
        assertThat(Axe.violations(browser))
                .anyMatch(found -> found.startsWith("button-name"))
                .anyMatch(found -> found.startsWith("color-contrast"));
    }

    @AfterEach
    void showAsUsual() {
        browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "'', light",
        "'', dark",
        "?layout=list, light",
        "?layout=list, dark",
        "?layout=matrix&differ=1, light",
        "?layout=matrix&differ=1, dark",
        "'?layout=matrix&status=failed,missing,stale', light",
        "'?layout=matrix&status=failed,missing,stale', dark",
        "?layout=matrix&host=web01.example.net, light",
        "?layout=matrix&host=web01.example.net, dark",
        "'?layout=list&sort=status&status=failed,missing,stale', light",
        "'?layout=list&sort=status&status=failed,missing,stale', dark",
        "?wall, light",
        "?wall, dark"
    })
    void aBoardOfManyHostsKeepsNobodyOut(String query, String scheme) {
        // given
        showIn(scheme);

        // when
        browser.open(fleet.address() + query);
        browser.waitUntil(LIVE + " && " + LISTED);
        seeTimeline();

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aBoardOfOneHostKeepsNobodyOut(String scheme) {
        // given
        showIn(scheme);

        // when
        browser.open(single.address().toString());
        browser.waitUntil(LIVE + " && " + LISTED);
        seeTimeline();

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?layout=list", "?layout=matrix", WEB01})
    void aPhoneKeepsNobodyOut(String query) {
        // given
        showIn("light");
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));

        // when
        browser.open(fleet.address() + query);
        browser.waitUntil(LIVE + " && " + LISTED);

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aPackagesHistoryKeepsNobodyOut(String scheme) {
        // given
        showIn(scheme);

        // when
        browser.open(fleet.address() + WEB01);
        browser.waitUntil(LIVE + " && document.querySelector('dialog[open] li.change')");

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theDescriptionOfTheApiKeepsNobodyOut(String scheme) {
        // given
        showIn(scheme);

        // when
        browser.open(fleet.address() + "api.html");
        browser.waitUntil("document.querySelector('h1')");

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"theme=light", "theme=dark", "theme=light&hide=header&host=web01.example.net"})
    void anEmbeddedBoardKeepsNobodyOut(String choice) {
        // given
        showIn("light");

        // when
        browser.open(fleet.address() + "embed?" + choice);
        browser.waitUntil("document.querySelector('rollcall-board')?.shadowRoot?.querySelector('[data-package]')");

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @Test
    void nothingMovesForWhoWantsNoMotion() {
        // given
        Map<String, String> feature = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));

        // when
        browser.open(single.address().toString());
        browser.waitUntil(LIVE + " && " + LISTED);
        browser.run("document.querySelectorAll('[data-package]').forEach(row => (row.dataset.fresh = ''))");

        // then
        assertThat((List<?>) browser.run("""
                const moves = ({ animationName, animationDuration, transitionDuration }) =>
                  (animationName !== 'none' && parseFloat(animationDuration) > 0.01) || parseFloat(transitionDuration) > 0.01;
                return [...document.querySelectorAll('*')].filter(e => moves(getComputedStyle(e))).map(e => e.outerHTML)""")).isEmpty();
    }

    @Test
    void anEmptyBoardKeepsNobodyOut() {
        // given
        showIn("light");

        // when
        browser.open(empty.address().toString());
        browser.waitUntil(LIVE);

        // then
        assertThat(Axe.violations(browser)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aServerThatHasGoneKeepsNobodyOut(String scheme) throws Exception {
        // given
        showIn(scheme);
        try (BoardServer server = BoardServer.start(fleetPast(1, 0))) {
            browser.open(server.address().toString());
            browser.waitUntil(LIVE + " && " + LISTED);

            // when
            server.goAway();
            browser.waitUntil("document.querySelector('.state').dataset.state !== 'live'");

            // then
            assertThat(Axe.violations(browser)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void aConfigurationThatIsRefusedKeepsNobodyOut(String scheme) throws Exception {
        // given
        showIn(scheme);
        try (BoardServer server = BoardServer.start(fleetPast(1, 0))) {
            server.say(new ConfigState.Refused(Instant.now(), List.of("rollcall.json:1:1: it is no JSON")));

            // when
            browser.open(server.address().toString());
            browser.waitUntil(LIVE + " && document.querySelector('rollcall-notice').textContent");

            // then
            assertThat(Axe.violations(browser)).isEmpty();
        }
    }

    private static List<Reading> fleetPast(int hosts, int gapsPercent) {
        return new Fleet(hosts, 40, gapsPercent, 7).past(Instant.now());
    }

    private static void showIn(String scheme) {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** It is loaded as soon as it is in sight, from which a growing list pushes it; a wall has none. */
    private static void seeTimeline() {
        browser.waitUntil("(t => !t?.checkVisibility() || (t.scrollIntoView(), t.querySelector('svg')))"
                + "(document.querySelector('rollcall-timeline'))");
    }
}
