package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.testing.BoardServer;
import dev.rollcall.testing.HostileBoard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a command, a configuration or an address says is text on the page, and takes no room that is others'. */
class HostileBoardIT {
    private static final String LIVE = "document.querySelector('.state')?.dataset.state === 'live'";
    private static final List<Integer> WIDTHS = List.of(360, 1280, 1920);
    private static final String ANYWHERE = "";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private static BoardServer server;

    @BeforeAll
    static void start() throws Exception {
        server = BoardServer.start(HostileBoard.past(Instant.now()));
    }

    @AfterAll
    static void stop() throws Exception {
        browser.open("about:blank");
        server.close();
    }

    @AfterEach
    void showAsUsual() {
        browser.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Each part of the page, and addresses that say the same as the board. */
    static Stream<String> views() {
        Stream<String> parts = Stream.of("?layout=list", "?layout=matrix", "?layout=list&sort=status", "?wall");
        Stream<String> dialogs = HostileBoard.TEXTS.stream()
                .filter(text -> text.length() < 1_000)
                .flatMap(text -> Stream.of(
                        dialog(new EntryKey("web01", text)),
                        dialog(new EntryKey(text, HostileBoard.PLAIN.packageName()))));
        Stream<String> addresses = Stream.of(HostileBoard.MARKUP, HostileBoard.QUOTED, HostileBoard.OVERRIDE)
                .map(HostileBoardIT::encoded)
                .map(text -> "?layout=list&q=" + text + "&host=" + text + "&category=" + text + "&sort=" + text);
        return Stream.of(parts, dialogs, addresses).flatMap(one -> one);
    }

    @ParameterizedTest
    @MethodSource("views")
    void nothingIsTakenForMarkupAndNothingIsFetchedElsewhere(String view) {
        // given
        browser.errors(ANYWHERE);

        // when
        open(view);
        seeTimelineOf(view);

        // then
        assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
        assertThat(browser.errors(ANYWHERE)).isEmpty();
        assertThat((List<?>) browser.run(
                        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(arguments[0]))",
                        server.address().toString()))
                .isEmpty();
        assertThat(browser.count(
                        "[src*='127.0.0.1:9'], [onerror], [onload], main script, main b b, [href^='javascript']"))
                .isZero();
    }

    @Test
    void aListShowsEachTextAsItIs() {
        // when
        open("?layout=list");

        // then
        for (int i = 0; i < HostileBoard.TEXTS.size(); i++) {
            String row = ".row[data-package=hostile-" + i + "]";
            String text = HostileBoard.TEXTS.get(i);
            assertThat(isText(row + " .name", text)).as("label %d", i).isTrue();
            assertThat(isText(row + " .version", text)).as("version %d", i).isTrue();
            assertThat(isText(row + " .previous", "before: 1.0 " + text))
                    .as("before %d", i)
                    .isTrue();
        }
        for (String text : HostileBoard.TEXTS) {
            assertThat(isText("h2 .title", text)).isTrue();
        }
    }

    @Test
    void aMatrixShowsEachTextAsItIs() {
        // when
        open("?layout=matrix");

        // then
        for (int i = 0; i < HostileBoard.TEXTS.size(); i++) {
            String text = HostileBoard.TEXTS.get(i);
            assertThat(isText(".cell[data-package=hostile-" + i + "] .version", text))
                    .as("version %d", i)
                    .isTrue();
            assertThat(isText("tbody .label", text)).isTrue();
        }
    }

    @Test
    void aPackagesHistoryShowsEachTextAsItIs() {
        for (int i = 0; i < HostileBoard.TEXTS.size(); i++) {
            // when
            open(dialog(HostileBoard.key("web01", i)));
            browser.waitUntil("document.querySelector('dialog[open] .change .version')");

            // then
            String text = HostileBoard.TEXTS.get(i);
            assertThat(isText("dialog[open] h2", text)).as("label %d", i).isTrue();
            assertThat(isText("dialog[open] .change .version", text))
                    .as("version %d", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void theDocumentIsNeverWiderThanItsWindow(String view) {
        // given
        open(view);
        for (int width : WIDTHS) {
            // when
            browser.driver()
                    .executeCdpCommand(
                            "Emulation.setDeviceMetricsOverride",
                            Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
            browser.waitUntil("innerWidth === " + width);

            // then
            assertThat(number("document.documentElement.scrollWidth"))
                    .as("at %d", width)
                    .isLessThanOrEqualTo(width);
        }
    }

    @Test
    void textFromRightToLeftMovesNothingBesideIt() {
        // when
        open(dialog(HostileBoard.key("web01", HostileBoard.TEXTS.indexOf(HostileBoard.RIGHT_TO_LEFT))));
        browser.waitUntil("document.querySelectorAll('dialog[open] .change .version').length > 1");

        // then: what was before stands before what came then
        assertThat(browser.run("""
                return [...document.querySelectorAll('.change')].every(change => {
                  const boxes = [...change.querySelectorAll('.version')].map(each => each.getBoundingClientRect());
                  return boxes.length < 2 || boxes[0].top < boxes[1].top || boxes[0].right <= boxes[1].left;
                })""")).isEqualTo(true);

        // when
        open("?layout=list");

        // then: nothing that turns text round reaches beyond the element that shows it
        assertThat((List<?>) browser.run("""
                const foreign = document.querySelectorAll('.name, .host, .version, .previous, .reason, h2 .title, .change .version');
                const holds = ({ unicodeBidi, display }) => unicodeBidi !== 'normal' || display !== 'inline';
                return [...new Set([...foreign].filter(e => !holds(getComputedStyle(e))).map(e => e.className))]""")).isEmpty();
    }

    private static void open(String view) {
        browser.open("about:blank");
        browser.open(server.address() + view);
        browser.waitUntil(LIVE);
        browser.waitUntil("document.querySelector('rollcall-entries [data-package], rollcall-entries .note')");
    }

    /** In the views of the whole page; it is loaded as soon as it is in sight, and a wall has none. */
    private static void seeTimelineOf(String view) {
        if (view.startsWith("?layout=matrix")) {
            browser.waitUntil(
                    "(t => (t.scrollIntoView(), t.querySelector('svg')))(document.querySelector('rollcall-timeline'))");
        }
    }

    /** Whether one of these elements shows exactly this; told in numbers, for the driver is not to be trusted with odd text. */
    private static boolean isText(String selector, String text) {
        String script = """
                const [selector, numbers] = arguments;
                const numbersOf = text => [...text].map(each => each.codePointAt(0)).join();
                return [...document.querySelectorAll(selector)].some(each => numbersOf(each.textContent) === numbers);""";
        String numbers = text.codePoints().mapToObj(String::valueOf).collect(Collectors.joining(","));
        return Boolean.TRUE.equals(browser.run(script, selector, numbers));
    }

    private static double number(String expression) {
        return ((Number) browser.run("return " + expression)).doubleValue();
    }

    private static String dialog(EntryKey key) {
        return "?layout=list#package=" + encoded(key.packageName()) + "&host=" + encoded(key.host());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
