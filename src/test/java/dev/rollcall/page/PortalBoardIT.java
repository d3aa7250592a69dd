package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code <rollcall-board>} in a page of another origin, in a real browser. */
class PortalBoardIT {
    private static final String ROOT = "document.querySelector('rollcall-board').shadowRoot";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    @TempDir
    Path folder;

    private PortalRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = PortalRig.open(folder);
    }

    @AfterEach
    void stop() throws Exception {
        browser.open("about:blank");
        rig.close();
    }

    @Test
    void showsTheBoardLiveUnderAStrictPolicyOfThePortal() {
        // given: no styles from anywhere
        rig.portal.policy(
                "default-src 'none'; img-src data:; script-src " + rig.address() + "; connect-src " + rig.address());
        open("<rollcall-board><a href='" + rig.address() + "'>The board</a></rollcall-board>");
        awaitText("4.2.0");
        awaitText("Live");
        assertThat(browser.run("return getComputedStyle(%s.querySelector('.row')).display".formatted(ROOT)))
                .isEqualTo("grid");

        // when
        rig.shop.replace("echo shop 4.3.0");

        // then
        awaitText("4.3.0");
        assertThat(browser.run(
                        "return [...%s.querySelectorAll('a')].every(a => a.target === '_blank' && a.rel === 'noopener'"
                                        .formatted(ROOT)
                                + " && a.href.startsWith(arguments[0]))",
                        rig.address()))
                .isEqualTo(true);
        awaitText(PortalRig.HOSTILE);
        assertThat(browser.run("return %s.querySelectorAll('img').length".formatted(ROOT)))
                .isEqualTo(0L);
        assertThat(browser.errors("")).noneMatch(error -> error.contains("Content Security Policy"));
    }

    @Test
    void wearsWhatThePageSays() {
        open("""
                <style>
                  body { color-scheme: dark; }
                  rollcall-board { --rollcall-panel: rgb(1, 2, 3); --rollcall-sans: serif; }
                  rollcall-board::part(version) { color: rgb(4, 5, 6); }
                  rollcall-board::part(row missing) { border-top-color: rgb(7, 8, 9); }
                  rollcall-board::part(cell failed) { border-top-color: rgb(9, 8, 7); }
                </style>
                <rollcall-board></rollcall-board>
                """);
        awaitText("4.2.0");
        browser.waitUntil("%s.querySelector('[data-package=mute][data-status=failed]')".formatted(ROOT));

        assertThat(style(".group", "backgroundColor")).isEqualTo("rgb(1, 2, 3)");
        assertThat(style(".row .version", "color")).isEqualTo("rgb(4, 5, 6)");
        assertThat(style(".entries", "fontFamily")).isEqualTo("serif");
        assertThat(style(".group", "colorScheme")).isEqualTo("dark");
        assertThat(style("[data-package=gone]", "borderTopColor")).isEqualTo("rgb(7, 8, 9)");
        assertThat(style("[data-package=mute]", "borderTopColor")).isNotEqualTo("rgb(7, 8, 9)");

        browser.run("document.querySelector('rollcall-board').setAttribute('theme', 'light')");

        browser.waitUntil("getComputedStyle(%s.querySelector('.group')).colorScheme === 'light'".formatted(ROOT));

        browser.run("document.querySelector('rollcall-board').setAttribute('layout', 'matrix')");

        browser.waitUntil("%s.querySelector('td[data-package=mute]')".formatted(ROOT));
        assertThat(style("td[data-package=mute]", "borderTopColor")).isEqualTo("rgb(9, 8, 7)");
        assertThat(style("td[data-package=shop]", "borderTopColor")).isNotEqualTo("rgb(9, 8, 7)");
        assertThat(style("td[data-package=shop] a", "color")).isEqualTo("rgb(4, 5, 6)");
    }

    @Test
    void saysTheSameInWhateverThePageAroundIsWrittenIn() {
        open("""
                <style>html { direction: rtl; text-transform: uppercase; letter-spacing: 5px; text-indent: 3em; white-space: pre; } * { letter-spacing: 9px; text-transform: uppercase; }</style>
                <rollcall-board></rollcall-board>
                """);

        // then: not "VERSIONS, 1 FAILED, 1 MISSING 6", which its first word at the right would make of it
        awaitText("6 versions, 1 failed, 1 missing");
        assertThat(style(".row .version", "direction")).isEqualTo("ltr");
        assertThat(style(".row .version", "textTransform")).isEqualTo("none");
        assertThat(style(".row .version", "letterSpacing")).isEqualTo("normal");
        assertThat(style(".row .version", "textIndent")).isEqualTo("0px");
        assertThat(style(".row .version", "whiteSpace")).isEqualTo("normal");
    }

    @Test
    void followsItsAttributesAndSharesOneConnectionThatItGivesBack() {
        // given
        open("<rollcall-board></rollcall-board><rollcall-version package=shop></rollcall-version>"
                + "<rollcall-version package=gone></rollcall-version>");
        awaitText("6 versions, 1 failed, 1 missing");
        assertThat(rig.hasClients(1)).isTrue();

        // when
        browser.run(
                "const board = document.querySelector('rollcall-board'); board.setAttribute('package', 'shop, mute');"
                        + " board.setAttribute('cols', '2');");

        // then
        awaitText("2 versions, 1 failed");
        assertThat(browser.run("return %s.querySelectorAll('.row').length".formatted(ROOT)))
                .isEqualTo(2L);

        // when
        browser.run("document.querySelector('rollcall-board').setAttribute('host', 'nowhere')");

        // then
        awaitText("Nothing on the board is like this.");

        // when
        browser.run(
                "document.querySelectorAll('rollcall-board, rollcall-version').forEach(element => element.remove())");

        // then
        assertThat(rig.hasClients(0)).isTrue();
    }

    @Test
    void saysThatItMayNotReadAnotherRollcallWhileItsNeighbourShowsItsOwn() throws Exception {
        try (PortalRig other = PortalRig.closed(Files.createDirectory(folder.resolve("other")))) {
            open("<rollcall-board src='" + other.address()
                    + "'></rollcall-board><rollcall-version package=shop></rollcall-version>");

            awaitText("Rollcall at " + other.address()
                    + " cannot be reached, or does not let this page read it (http.origins).");
            browser.waitUntil("document.querySelector('rollcall-version').dataset.status === 'ok'");
        }
    }

    @Test
    void saysSoWhereItMayNotEvenBeLoaded() throws Exception {
        try (PortalRig other = PortalRig.closed(Files.createDirectory(folder.resolve("other")))) {
            other.page("<rollcall-board></rollcall-board> <rollcall-version package=shop>the shop</rollcall-version>");

            browser.open(other.portal.origin());

            browser.waitFor("rollcall-board", "could not be loaded from " + other.address());
            assertThat(browser.text("rollcall-version")).startsWith("the shop (! could not be loaded");
        }
    }

    @Test
    void showsVersionsInANarrowPlaceOfAWidePage() {
        open("<div style='width: 240px'><rollcall-board layout=matrix></rollcall-board></div>");
        awaitText("4.2.0");

        browser.waitUntil("%s.querySelector('td[data-package=shop]')".formatted(ROOT));
        assertThat(browser.run("""
                const matrix = %s.querySelector(".matrix");
                matrix.scrollLeft = 1000;
                const cell = matrix.querySelector("td[data-package=shop] a").getBoundingClientRect();
                return cell.left >= matrix.querySelector("th").getBoundingClientRect().right
                    && cell.right <= matrix.getBoundingClientRect().right""".formatted(ROOT))).isEqualTo(true);
    }

    @Test
    void choosesByItselfWhatIsTooMuchForAnAddress() {
        // given
        String many = IntStream.range(0, 600)
                .mapToObj(i -> "package-with-a-name-" + i)
                .collect(Collectors.joining(","));

        // when
        open("<rollcall-board package='" + many + ",shop'></rollcall-board>");

        // then
        awaitText("1 version");
        awaitText("4.2.0");
    }

    @Test
    void keepsItsStylesInAnotherDocumentAndBack() {
        // given
        open("<iframe></iframe><rollcall-board></rollcall-board><rollcall-version package=shop></rollcall-version>");
        awaitText("4.2.0");
        browser.run("window.moved = [...document.querySelectorAll('rollcall-board, rollcall-version')]");

        for (String place : new String[] {"document.querySelector('iframe').contentDocument", "document"}) {
            // when
            browser.run("moved.forEach(element => " + place + ".body.append(element))");

            // then
            browser.waitUntil("getComputedStyle(moved[0].shadowRoot.querySelector('.row')).display === 'grid'");
            browser.waitUntil(
                    "getComputedStyle(moved[1].shadowRoot.querySelector('.version')).display === 'inline-block'");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script type=module src='http://['></script><script type=module src='%srollcall.js'></script>",
                "<div id=host></div><script>"
                        + "const script = document.createElement('script'); script.src = '%srollcall.js';"
                        + " document.querySelector('#host').attachShadow({mode: 'open'}).append(script)</script>",
            })
    void isDefinedHoweverItsScriptIsThere(String script) {
        rig.portal.page("<rollcall-board></rollcall-board>" + script.formatted(rig.address()));

        browser.open(rig.portal.origin());

        awaitText("4.2.0");
    }

    private void open(String body) {
        rig.page(body);
        browser.open(rig.portal.origin());
    }

    private static void awaitText(String text) {
        browser.waitUntil(ROOT + "?.querySelector('div')?.innerText.includes(" + Json.encode(text) + ")");
    }

    private static Object style(String selector, String property) {
        return browser.run(
                "return getComputedStyle(%s.querySelector(arguments[0]))[arguments[1]]".formatted(ROOT),
                selector,
                property);
    }
}
