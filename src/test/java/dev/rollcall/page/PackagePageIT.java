package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page says of one package, in a real browser. */
class PackagePageIT {
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";
    private static final String RIGHT_TO_LEFT = "\u202Eגרסה حقيقية";
    private static final String FACTS = "dialog[open] .facts";
    private static final String BAND = "dialog[open] .picture .stretch";
    private static final String ADDRESS = "#package=nginx&host=web-1";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private final Instant now = Instant.now();
    private HistoryStub stub;

    @BeforeEach
    void start() throws IOException {
        // Nobody else asks this server: the page does not wait for a moment of its own.
        stub = HistoryStub.start().prelude("Math.random = () => 0;").entries(entry("web-1", "1.26.2"));
    }

    @AfterEach
    void stop() {
        browser.open("about:blank");
        stub.close();
    }

    @Test
    void tellsTheCommandAndHowLongItTakes() {
        // when
        open(probe("/usr/sbin/nginx", "-c", "a file"), List.of(change(90, "appeared", null, "1.26.2")));

        // then
        browser.waitFor(FACTS, "/usr/sbin/nginx -c 'a file'");
        assertThat(browser.text(FACTS))
                .contains("12 ms; of the last 20 runs: median 11 ms, longest 1.5 s")
                .contains("every 1m, time-out after 10s")
                .contains("checked lately")
                .contains("at the last check")
                .doesNotContain("Also on");
        assertThat(browser.errors(stub.address())).isEmpty();
    }

    @Test
    void tellsWhyItFailedAndWhenItWasLastGood() {
        // given
        JsonObject failed = entry("web-1", "1.26.2")
                .put("status", "failed")
                .put("reason", "time-out: no end after 10 s (since 2026-11-22T08:00:00Z)");
        stub.entries(failed);
        String lastGood = now.minus(Duration.ofHours(3)).toString();

        // when
        open(probe("nginx").put("outcome", "timeout").put("lastGood", lastGood), List.of());

        // then
        browser.waitFor(FACTS, "3 hours ago");
        assertThat(browser.text(FACTS + " .status"))
                .contains("could not be read", "time-out: no end after 10 s (since Nov 2")
                .doesNotContain("00Z");
        assertThat(browser.text(FACTS)).contains("stopped by the time-out");
    }

    @Test
    void saysThatItWasNotGoodSinceTheStartOrThatNobodyAsks() {
        // given
        stub.entries(entry("web-1", "1.26.2").put("status", "failed").put("reason", "exit code 3"));

        // when
        open(new JsonObject().putNull("lastGood"), List.of());

        // then
        browser.waitFor(FACTS, "not since Rollcall was started");
        assertThat(browser.text(FACTS)).contains("nobody asks about it now").doesNotContain("Takes");
    }

    @Test
    void drawsItsVersionsOverTimeAndTellsStatesApartByMoreThanColour() {
        // when
        open(
                probe("nginx"),
                List.of(
                        change(60, "recovered", "1.26.2", "1.26.2"),
                        change(120, "failed", "1.26.2", "1.26.2"),
                        change(180, "appeared", "1.24.0", "1.26.2"),
                        change(240, "missing", "1.24.0", null),
                        change(330, "appeared", null, "1.24.0")));

        // then
        browser.waitUntil("document.querySelectorAll('" + BAND + "').length === 5");
        assertThat(attributes(BAND, "data-state")).containsExactly("ok", "missing", "ok", "failed", "ok");
        assertThat(attributes("dialog[open] .picture .mark-shape", "d")).hasSize(5);
        assertThat(browser.run("const bands = [...document.querySelectorAll('" + BAND + " rect')];"
                        + "const look = band => [band.getAttribute('height'), getComputedStyle(band).strokeDasharray].join();"
                        + "return new Set([bands[0], bands[1], bands[3]].map(look)).size"))
                .as("shapes of a good, a missing and a failed stretch")
                .isEqualTo(3L);
        // The list says it all.
        assertThat(browser.attribute("dialog[open] .picture", "aria-hidden")).isEqualTo("true");
        assertThat(browser.count("dialog[open] .changes li")).isEqualTo(5);
    }

    @Test
    void followsTheEntryWhileItIsOpen() {
        // given
        open(probe("nginx"), List.of(change(60, "appeared", null, "1.26.2")));
        browser.waitFor("dialog[open] .changes", "1.26.2");
        browser.run("window.command = document.querySelector('.command')");

        // when
        stub.changes(List.of(change(0, "upgraded", "1.26.2", "1.27.0"), change(60, "appeared", null, "1.26.2")));
        // An answer that is older than the stream.
        stub.sendChange(entry("web-1", "1.27.0").put("seq", 2));

        // then
        browser.waitFor(FACTS + " .version", "1.27.0");
        browser.waitFor("dialog[open] .changes", "1.26.2 → 1.27.0");
        assertThat(browser.text(FACTS + " .version")).isEqualTo("1.27.0");
        browser.waitUntil("document.querySelectorAll('" + BAND + "').length === 2");
        // Who selects it is not disturbed.
        assertThat(browser.run("return window.command === document.querySelector('.command')"))
                .isEqualTo(true);

        // when
        JsonObject failed = entry("web-1", "1.27.0").put("status", "failed").put("reason", "exit code 3");
        stub.sendChange(failed.put("seq", 3));

        // then
        browser.waitFor(FACTS, "exit code 3");
    }

    @Test
    void leadsToTheSamePackageOnOtherHosts() {
        // given
        stub.entries(IntStream.rangeClosed(1, 20)
                .mapToObj(n -> entry("web-" + n, "1.26." + n))
                .toArray(JsonObject[]::new));

        // when
        open(probe("nginx"), List.of());

        // then
        browser.waitFor(FACTS, "and 7 more");
        assertThat(browser.texts(FACTS + " .elsewhere a")).hasSize(12).startsWith("web-2", "web-3");

        // when
        browser.click(FACTS + " .elsewhere a");

        // then
        browser.waitFor(FACTS + " .version", "1.26.2");
        browser.waitFor(FACTS + " .elsewhere", "web-1 1.26.1");
        assertThat(browser.run("return location.hash")).isEqualTo("#package=nginx&host=web-2");

        // when: one of them is another now
        stub.sendChange(entry("web-1", "1.30.0"));

        // then
        browser.waitFor(FACTS + " .elsewhere", "web-1 1.30.0");
    }

    @Test
    void showsHostileAndEndlessTextAsTextWithinItsPlace() {
        // given
        String endless = "x".repeat(10_000);
        stub.entries(
                entry("web-1", HOSTILE + "1".repeat(500))
                        .put("label", HOSTILE)
                        .put("status", "failed")
                        .put("reason", HOSTILE),
                entry(RIGHT_TO_LEFT + HOSTILE, RIGHT_TO_LEFT));
        JsonObject failed = change(1, "failed", HOSTILE, HOSTILE).put("reason", RIGHT_TO_LEFT);

        // when
        open(probe("sh", "-c", HOSTILE + RIGHT_TO_LEFT, endless), List.of(failed));

        // then
        browser.waitFor("dialog[open] .changes", HOSTILE);
        browser.waitFor("dialog[open] .command", HOSTILE.replace("'", "'\\''") + "\\u202e");
        assertThat(browser.text("dialog[open] .command")).contains(endless);
        assertThat(browser.count("dialog img")).isZero();
        assertThat(browser.title()).isEqualTo("Rollcall");

        // when: a phone
        browser.run("document.querySelector('dialog').style.width = '320px'");

        // then: the picture follows the width in the next frame
        browser.waitUntil("(inner => inner.scrollWidth <= inner.clientWidth)(document.querySelector('dialog .inner'))");
        assertThat(browser.run("return document.querySelector('.command').offsetHeight < 200"))
                .isEqualTo(true);
    }

    @Test
    void promisesNothingOfAPackageThatThereIsNot() {
        // when
        stub.probe(new JsonObject());
        browser.open(stub.address() + "#package=nginxx&host=web-1");

        // then
        browser.waitFor("dialog[open] [role=status]", "No changes of it are recorded.");
        assertThat(browser.text(FACTS)).contains("not on the board");
    }

    @Test
    void keepsItsCloseInSightOnAPhone() {
        // given
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 360, "height", 560, "deviceScaleFactor", 1, "mobile", false));
        open(
                probe("nginx"),
                IntStream.range(0, 60)
                        .mapToObj(n -> change(n, "upgraded", "1." + n, "2." + n))
                        .toList());
        browser.waitFor("dialog[open] .changes", "1.59");

        // when
        browser.run("document.querySelector('dialog').scrollTop = 1000");

        // then: nothing is scrolled for it
        assertThat(browser.run("const dialog = document.querySelector('dialog');"
                        + "const { left, top } = dialog.querySelector('header button').getBoundingClientRect();"
                        + "return dialog.scrollTop > 500 && document.elementFromPoint(left + 9, top + 9)?.textContent"))
                .isEqualTo("Close");
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void isLoadedWhenAPackageIsOpened() {
        // given
        browser.open(stub.address());
        browser.waitFor("[data-package=nginx] a.name", "nginx");
        assertThat(stub.requests("package-")).isEmpty();

        // when
        browser.click("[data-package=nginx] a.name");

        // then
        browser.waitFor("dialog[open] h2", "nginx");
        assertThat(stub.requests("components/package-history.js")).hasSize(1);
    }

    private void open(JsonObject probe, List<JsonObject> newestFirst) {
        stub.probe(probe).changes(newestFirst);
        browser.open(stub.address() + ADDRESS);
    }

    private static List<Object> attributes(String selector, String name) {
        Object values = browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(one => one.getAttribute(arguments[1]))",
                selector,
                name);
        return List.copyOf((List<?>) values);
    }

    private JsonObject probe(String... command) {
        return new JsonObject()
                .put("command", new JsonArray(List.of(command)))
                .put("every", "1m")
                .put("timeout", "10s")
                .put("ran", now.toString())
                .put("outcome", "ok")
                .put("tookMillis", 12)
                .put(
                        "recent",
                        new JsonObject().put("runs", 20).put("medianMillis", 11).put("maxMillis", 1_500))
                .put("lastGood", now.toString());
    }

    private JsonObject entry(String host, String version) {
        return new JsonObject()
                .put("host", host)
                .put("package", "nginx")
                .put("label", "nginx")
                .put("category", "Web server")
                .put("version", version)
                .put("status", "ok")
                .put("since", now.minus(Duration.ofHours(1)).toString())
                .put("checked", now.toString())
                .put("seq", 1);
    }

    private JsonObject change(int minutesAgo, String kind, String from, String to) {
        return new JsonObject()
                .put("seq", 1_000_000 - minutesAgo)
                .put("time", now.minus(Duration.ofMinutes(minutesAgo)).toString())
                .put("host", "web-1")
                .put("package", "nginx")
                .put("label", "nginx")
                .put("category", "Web server")
                .put("kind", kind)
                .put("from", from)
                .put("to", to);
    }
}
