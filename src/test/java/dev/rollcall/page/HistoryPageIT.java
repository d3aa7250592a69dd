package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What the page says of the past, in a real browser, of histories that are written for it: empty, long, hostile, broken. */
class HistoryPageIT {
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";
    private static final String LIST = "rollcall-timeline .changes";
    private static final String NOTE = "rollcall-timeline [role=status]";
    private static final String MISSED = "rollcall-last-visit";
    private static final String NGINX = "[data-package=nginx] a.name";

    /** Nobody else asks this server: no page needs to wait for a moment of its own. */
    private static final String AT_ONCE = "Math.random = () => 0;";

    private static final String NAP_ON_DEMAND = """
            window.shown = true;
            Object.defineProperty(document, "visibilityState", { get: () => window.shown ? "visible" : "hidden" });
            window.show = shown => { window.shown = shown; document.dispatchEvent(new Event("visibilitychange")); };
            """;

    private static final String NOTES_DATES_THAT_ARE_NONE = """
            const write = Date.prototype.toISOString;
            window.datesThatAreNone = 0;
            Date.prototype.toISOString = function () { window.datesThatAreNone += isNaN(this); return write.call(this); };
            """;

    /** `hear(...pauses)` tells a Refresh of a change after each pause; `spreads` are the times within which it asked then. */
    private static final String ASKER = """
            const later = window.setTimeout;
            let now = 1_000_000;
            performance.now = () => now;
            Math.random = () => 1;
            window.spreads = [];
            window.setTimeout = (run, millis) => { window.spreads.push(millis); queueMicrotask(run); return -1; };
            window.hear = async (...pauses) => {
              const { Refresh } = await import(location.href);
              const refresh = new Refresh(async () => {});
              for (const pause of pauses) {
                now += pause;
                refresh.askAfterChange();
                await new Promise(done => later(done, 0));
              }
            };
            """;

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private final Instant now = Instant.now();
    private HistoryStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = HistoryStub.start().prelude(AT_ONCE).entries(entry("nginx", "nginx", "1.26.2"));
    }

    @AfterEach
    void stop() {
        browser.open("about:blank");
        stub.close();
    }

    @Test
    void showsEachKindWithAShapeAndAWordOfItsOwn() {
        // given
        List<String> kinds =
                List.of("appeared", "upgraded", "downgraded", "changed", "failed", "recovered", "missing", "removed");
        List<JsonObject> changes = new ArrayList<>();
        kinds.forEach(kind -> changes.add(change(changes.size() * 100, kind, "1.0", "2.0")));

        // when
        open(changes);

        // then
        browser.waitUntil("document.querySelectorAll('.picture .mark-shape').length === 8");
        assertThat(shapes(".picture .mark-shape")).hasSize(8).doesNotHaveDuplicates();
        assertThat(shapes(".legend .mark-shape")).doesNotHaveDuplicates().containsAll(shapes(".picture .mark-shape"));
        assertThat(browser.texts(LIST + " .kind"))
                .containsExactly(
                        "appeared",
                        "upgraded",
                        "downgraded",
                        "changed",
                        "failed",
                        "recovered",
                        "went missing",
                        "removed");
        assertThat(browser.attribute(".picture", "role")).isEqualTo("img");
        assertThat(browser.run("return document.querySelector('.picture desc').textContent"))
                .asString()
                .contains("1 upgraded", "1 failed");
        assertThat(browser.errors(stub.address())).isEmpty();
    }

    @Test
    void writesTheNumberOverWhatHappenedAtOneMoment() {
        // when
        open(IntStream.range(0, 100)
                .mapToObj(n -> change(30, n == 50 ? "failed" : "upgraded", "1." + n, "2." + n))
                .toList());

        // then
        browser.waitFor(".picture .count", "100");
        assertThat(browser.count(".picture .mark-shape")).isEqualTo(6);
        assertThat(browser.count(".picture [data-kind=failed]")).isEqualTo(1);
    }

    @Test
    void showsOlderChangesWhenTheyAreWanted() {
        // given
        open(IntStream.range(0, 250)
                .mapToObj(n -> change(n, "upgraded", "1." + n, "2." + n))
                .toList());
        browser.waitFor("rollcall-timeline .range", "the newest 100");
        assertThat(browser.count(LIST + " li")).isEqualTo(20);
        assertThat(browser.count(".picture .unknown")).isEqualTo(1);

        // when
        browser.run("document.querySelector('rollcall-timeline .more').click()");

        // then
        browser.waitFor("rollcall-timeline .range", "the newest 200");
        browser.waitUntil("document.querySelectorAll('" + LIST + " li').length === 120");
    }

    @Test
    void saysThatNothingIsRecordedYet() {
        open(List.of());

        browser.waitFor(NOTE, "No changes recorded yet.");
    }

    @Test
    void saysThatChangesCannotBeLoadedAndTriesAgainByItself() {
        // given
        stub.changesStatus(500);
        open(List.of(change(5, "upgraded", "1.24.0", "1.26.2")));
        browser.waitFor(NOTE, "could not be loaded");

        // when
        stub.changesStatus(200);

        // then
        browser.waitFor(LIST, "nginx upgraded 1.24.0 → 1.26.2");
        browser.waitUntil("document.querySelector('" + NOTE + "').hidden");
    }

    @Test
    void showsANewChangeWithoutReload() {
        // given
        open(List.of());
        browser.waitFor(NOTE, "No changes recorded yet.");

        // when
        stub.changes(List.of(change(0, "upgraded", "1.26.2", "1.26.3")));
        stub.sendChange(entry("nginx", "nginx", "1.26.3"));

        // then
        browser.waitFor(LIST, "nginx upgraded 1.26.2 → 1.26.3");
    }

    @Test
    void asksOnceForManyChangesAtATime() {
        // given
        stub.prelude("Math.random = () => 0.5;");
        open(List.of());
        browser.waitFor(NOTE, "No changes recorded yet.");
        int before = stub.requests("api/changes").size();

        // when
        stub.changes(List.of(change(0, "upgraded", "1.1", "1.2")));
        IntStream.range(0, 50).forEach(n -> stub.sendChange(entry("nginx", "nginx", "1." + n)));

        // then
        browser.waitFor(LIST, "1.1 → 1.2");
        settle();
        assertThat(stub.requests("api/changes")).hasSize(before + 1);
    }

    @Test
    void asksInTimeAlsoWhileChangesGoOn() {
        // given
        stub.prelude("Math.random = () => 0.5;");
        open(List.of());
        browser.waitFor(NOTE, "No changes recorded yet.");
        int before = stub.requests("api/changes").size();

        // then
        assertThat(Eventually.holds(Duration.ofSeconds(10), () -> {
                    stub.sendChange(entry("nginx", "nginx", "1.26.3"));
                    return stub.requests("api/changes").size() > before;
                }))
                .isTrue();
    }

    @Test
    void asksLessOftenTheLongerChangesGoOn() {
        // given: a page without anything on it but what asks; its clock stands still
        browser.open(stub.address() + "js/refresh.js");
        browser.run(ASKER);

        // when
        browser.run("hear(1_000, 1_000, 1_000, 1_000, 1_000, 59_000, 61_000, 1_000)");

        // then
        browser.waitUntil("window.spreads.length === 8");
        assertThat(browser.run("return window.spreads.join(' ')"))
                .isEqualTo("3000 6000 12000 24000 30000 30000 3000 6000");
    }

    @Test
    void asksForNothingWhileTheSectionIsClosed() {
        // given
        open(List.of());
        browser.waitFor(NOTE, "No changes recorded yet.");
        browser.click("rollcall-timeline summary");
        browser.waitUntil("!document.querySelector('rollcall-timeline details').open");
        int before = stub.requests("api/changes").size();

        // when
        stub.changes(List.of(change(0, "upgraded", "1.26.2", "1.26.3")));
        stub.sendChange(entry("nginx", "nginx", "1.26.3"));
        browser.waitFor("[data-package=nginx] .version", "1.26.3");
        settle();

        // then
        assertThat(stub.requests("api/changes")).hasSize(before);

        // when
        browser.click("rollcall-timeline summary");

        // then
        browser.waitFor(LIST, "1.26.3");
    }

    @Test
    void asksForNothingWhileNobodySeesThePage() {
        // given
        stub.prelude(AT_ONCE + NAP_ON_DEMAND);
        open(List.of());
        browser.waitFor(NOTE, "No changes recorded yet.");
        settle();
        browser.run("show(false)");
        int before = stub.requests("").size();

        // when
        stub.changes(List.of(change(0, "upgraded", "1.26.2", "1.26.3")));
        stub.sendVersions("b");
        stub.sendChange(entry("nginx", "nginx", "1.26.3"));
        browser.waitFor("[data-package=nginx] .version", "1.26.3");
        settle();

        // then
        assertThat(stub.requests("")).hasSize(before + 1);

        // when
        browser.run("show(true)");

        // then
        browser.waitFor(LIST, "1.26.3");
    }

    @Test
    void opensAPackagesHistoryByKeyboardAndReturnsTheFocus() {
        // given
        open(List.of(
                change(60, "upgraded", "1.24.0", "1.26.2"),
                change(180, "failed", "1.24.0", "1.24.0").put("reason", "timed out"),
                change(60 * 24 * 3, "appeared", null, "1.24.0")));
        browser.waitFor(NGINX, "nginx");
        browser.run("document.querySelector('" + NGINX + "').focus()");

        // when
        browser.press(Keys.ENTER);

        // then
        browser.waitFor("dialog[open] h2", "nginx");
        browser.waitFor("dialog[open] .changes", "upgraded 1.24.0 → 1.26.2");
        assertThat(browser.texts("dialog[open] .exact").get(0)).endsWith("stands for 1 hour");
        assertThat(browser.texts("dialog[open] .exact").get(2)).endsWith("stood for 2 days");
        assertThat(browser.text("dialog[open] .changes")).contains("timed out");
        assertThat(browser.text("dialog[open] .facts")).contains("web-1", "1.26.2", "Last checked");
        assertThat(browser.run("return location.hash")).isEqualTo("#package=nginx&host=web-1");

        // when
        browser.press(Keys.ESCAPE);

        // then
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");
        browser.waitUntil("document.activeElement === document.querySelector('" + NGINX + "')");
    }

    @Test
    void opensAPackagesHistoryFromItsAddressAndKeepsItUpToDate() {
        // given
        stub.changes(List.of(change(60, "upgraded", "1.24.0", "1.26.2")));
        browser.open(stub.address() + "#package=nginx&host=web-1");
        browser.waitFor("dialog[open] .changes", "1.26.2");

        // when
        stub.changes(List.of(change(0, "upgraded", "1.26.2", "1.26.3"), change(60, "upgraded", "1.24.0", "1.26.2")));
        stub.sendChange(entry("nginx", "nginx", "1.26.3"));

        // then
        browser.waitFor("dialog[open] .changes", "1.26.2 → 1.26.3");

        // when
        browser.click("dialog[open] button");

        // then
        browser.waitUntil("document.activeElement === document.querySelector('" + NGINX + "')");
    }

    @Test
    void leavesNoStepBehindForAPackageThatWasLookedAt() {
        // given
        stub.entries(entry("nginx", "nginx", "1.26.2"), entry("caddy", "caddy", "2.9.1"));
        browser.open("about:blank");
        open(List.of());
        long before = steps();
        List.of("nginx", "caddy", "nginx").forEach(HistoryPageIT::lookAt);
        browser.mark();

        // then
        assertThat(steps()).isEqualTo(before + 1);
        assertThat(browser.run("return location.hash")).isEqualTo("");

        // when: from one package to another, and loaded anew there
        browser.click("[data-package=nginx] a.name");
        browser.waitFor("dialog[open] h2", "nginx");
        browser.run("location.hash = '#package=caddy&host=web-1'");
        browser.waitFor("dialog[open] h2", "caddy");
        browser.back();
        browser.waitFor("dialog[open] h2", "nginx");
        browser.driver().navigate().forward();
        browser.waitFor("dialog[open] h2", "caddy");
        assertThat(browser.isMarked()).isTrue();
        browser.run("location.reload()");
        browser.waitFor("dialog[open] h2", "caddy");
        browser.press(Keys.ESCAPE);
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");
        browser.back();

        // then
        browser.waitUntil("location.href === 'about:blank'");
    }

    @Test
    void staysOnThePageWhenThePackageThatItWasOpenedAtIsClosed() {
        // given
        stub.entries(entry("nginx", "nginx", "1.26.2"), entry("caddy", "caddy", "2.9.1"));
        browser.open("about:blank");
        browser.open(stub.address() + "#package=nginx&host=web-1");
        browser.waitFor("dialog[open] h2", "nginx");

        // when: by a link in it to another
        browser.run("location.hash = '#package=caddy&host=web-1'");
        browser.waitFor("dialog[open] h2", "caddy");
        browser.press(Keys.ESCAPE);

        // then
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");

        // when
        browser.back();
        browser.waitFor("dialog[open] h2", "nginx");
        browser.press(Keys.ESCAPE);

        // then
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");

        // when: it is closed by going back
        browser.click("[data-package=caddy] a.name");
        browser.waitFor("dialog[open] h2", "caddy");
        browser.back();

        // then
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");
        browser.back();
        browser.waitUntil("location.href === 'about:blank'");
    }

    private static void lookAt(String name) {
        browser.waitFor("[data-package=" + name + "] a.name", name);
        browser.click("[data-package=" + name + "] a.name");
        browser.waitFor("dialog[open] h2", name);
        browser.press(Keys.ESCAPE);
        browser.waitUntil("!document.querySelector('dialog').open && location.hash === ''");
    }

    private static long steps() {
        return (Long) browser.run("return history.length");
    }

    @Test
    void saysWhatChangedSinceTheLastVisitAndNothingOnTheFirst() {
        // given: a first visit
        open(List.of(
                change(10, "failed", "1.1", "1.1"),
                change(60, "upgraded", "1.0", "1.1"),
                change(90, "upgraded", "0.9", "1.0"),
                change(60 * 24 * 9, "appeared", null, "0.9")));
        browser.waitFor(LIST, "0.9");
        settle();
        assertThat(browser.text(MISSED)).isEmpty();
        assertThat(stub.requests("since=")).isEmpty();

        // when: it was the day before yesterday
        wasHere(Long.toString(now.minus(Duration.ofDays(2)).toEpochMilli()));
        browser.open(stub.address());

        // then
        browser.waitFor(MISSED, "Since your last visit 2 days ago: 2 upgraded, 1 failed");
        browser.click(MISSED + " summary");
        assertThat(browser.texts(MISSED + " li")).hasSize(3);

        // when: the page is loaded again before that was read
        browser.open(stub.address());

        // then
        browser.waitFor(MISSED, "2 upgraded, 1 failed");

        // when
        browser.run("document.querySelector(arguments[0]).focus()", MISSED + " button");
        browser.press(Keys.ENTER);

        // then: who goes by keyboard goes on with what comes next
        assertThat(browser.text(MISSED)).isEmpty();
        assertThat(browser.run("return document.activeElement.matches('rollcall-filters input')"))
                .isEqualTo(true);
        browser.open(stub.address());
        browser.waitFor(LIST, "0.9");
        settle();
        assertThat(browser.text(MISSED)).isEmpty();
    }

    @Test
    void pushesNothingDownByWhatItSaysOfTheLastVisit() {
        // given: rows are there, and what was missed is not known yet
        open(List.of(change(60, "upgraded", "1.0", "1.1")));
        browser.waitFor(LIST, "1.1");
        settle();
        wasHere(Long.toString(now.minus(Duration.ofDays(2)).toEpochMilli()));
        stub.changesStatus(500);
        browser.open(stub.address());
        browser.waitFor(NGINX, "nginx");
        browser.waitFor(NOTE, "could not be loaded");
        Object top = topOf(NGINX);

        // when
        stub.changesStatus(200);

        // then
        browser.waitFor(MISSED, "Since your last visit 2 days ago: 1 upgraded");
        assertThat(topOf(NGINX)).isEqualTo(top);

        // when
        browser.click(MISSED + " button");

        // then
        browser.waitUntil("document.querySelector('" + MISSED + "').offsetHeight === 0");
    }

    @Test
    void saysThatNothingHasChangedWhereItHasKeptRoomForWhatHas() {
        // given
        open(List.of(change(60 * 24 * 9, "appeared", null, "1.1")));
        browser.waitFor(LIST, "1.1");
        settle();

        // when
        wasHere(Long.toString(now.minus(Duration.ofDays(2)).toEpochMilli()));
        browser.open(stub.address());
        browser.waitFor(NGINX, "nginx");
        Object top = topOf(NGINX);

        // then
        browser.waitFor(MISSED, "Nothing has changed since your last visit 2 days ago");
        assertThat(topOf(NGINX)).isEqualTo(top);

        // when
        browser.click(MISSED + " button");

        // then
        browser.waitUntil("document.querySelector('" + MISSED + "').offsetHeight === 0");
    }

    @Test
    void leavesWhatIsReadWhereItIsWhenTheServerHasToSaySomethingOfItself() {
        // given: a page that is scrolled
        stub.entries(IntStream.range(0, 100)
                .mapToObj(n -> entry("package-" + n, "package-" + n, "1"))
                .toArray(JsonObject[]::new));
        open(List.of());
        browser.waitFor("[data-package=package-50] a.name", "package-50");
        browser.run("scrollTo(0, 300)");
        browser.waitUntil("scrollY === 300");
        Object top = topOf("[data-package=package-50]");

        // when
        stub.notices(notice("The history is not complete.", "The disk is full"));
        stub.sendVersions("b");

        // then
        browser.waitUntil("document.querySelector('rollcall-notice').textContent.includes('The disk is full')");
        assertThat(topOf("[data-package=package-50]")).isEqualTo(top);
    }

    @Test
    void saysThatThereIsMoreThanItCounts() {
        // given
        open(IntStream.range(0, 1_001)
                .mapToObj(n -> change(n, n < 5 ? "upgraded" : "removed", "1." + n, "2." + n))
                .toList());
        browser.waitFor(LIST, "2.0");
        settle();

        // when
        wasHere(Long.toString(now.minus(Duration.ofDays(2)).toEpochMilli()));
        browser.open(stub.address());

        // then
        browser.waitFor(MISSED, "2 days ago: more than 1,000 changes; the newest 1,000: 995 removed, 5 upgraded");
        browser.click(MISSED + " summary");
        browser.waitFor(MISSED, "and more than 950 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9e15", "-9e15", "-1", "1e300", "253402300800000", "\"yesterday\"", "{}", "nonsense"})
    void takesAVisitThatCannotHaveBeenForNone(String kept) {
        // given
        stub.prelude(AT_ONCE + NOTES_DATES_THAT_ARE_NONE);
        open(List.of(change(1, "upgraded", "1.0", "1.1")));
        browser.waitFor(LIST, "1.1");
        settle();

        // when
        wasHere(kept);
        browser.run("localStorage.setItem('rollcall:/inner/place/:missed-since', arguments[0])", kept);
        browser.open(stub.address());

        // then
        browser.waitFor(LIST, "1.1");
        settle();
        assertThat(browser.text(MISSED)).isEmpty();
        assertThat(stub.requests("since=")).isEmpty();
        assertThat(browser.run("return localStorage.getItem('rollcall:/inner/place/:seen')"))
                .isNotEqualTo(kept);
        assertThat(browser.run("return window.datesThatAreNone")).isEqualTo(0L);
    }

    @Test
    void keepsALongVersionWithinItsCard() {
        // given
        stub.entries(entry("nginx", "nginx", "1." + "2".repeat(200)).put("previous", "1." + "3".repeat(200)));
        open(List.of());
        browser.waitFor("[data-package=nginx]", "before: 1.33");

        // when: a phone
        browser.run("document.querySelector('main').style.width = '360px'");
        // The number of columns follows the width in the next frame.
        browser.waitUntil("!getComputedStyle(document.querySelector('.cards')).gridTemplateColumns.includes(' ')");

        // then
        assertThat(browser.run("""
                const card = document.querySelector(".group").getBoundingClientRect();
                return [...document.querySelectorAll(".row *")]
                  .filter(part => part.getBoundingClientRect().right > card.right || part.scrollWidth > card.width)
                  .map(part => `${part.outerHTML}: ${part.getBoundingClientRect().right} of ${card.right}, ${part.scrollWidth} of ${card.width}`);
                """))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isEmpty();
    }

    @Test
    void takesAPageThatStayedOpenUnseenForAwayToo() {
        // given
        stub.prelude(AT_ONCE + NAP_ON_DEMAND);
        open(List.of(change(0, "upgraded", "1.0", "1.1")));
        browser.waitFor(LIST, "1.1");
        settle();

        // when
        browser.run("show(false)");
        browser.run("localStorage.clear()");
        Instant later = now.plus(Duration.ofMinutes(330));
        stub.changes(List.of(change(-60, "upgraded", "1.1", "1.2")));
        stub.sendTime(later);
        browser.run("show(true)");
        stub.sendTime(later);

        // then
        browser.waitFor(MISSED, "Since your last visit 5 hours ago: 1 upgraded");
    }

    @Test
    void showsWhatTheServerHasToSayOfItselfAndTakesItBack() {
        // given
        stub.notices(
                notice("The history is not complete.", "The disk is full " + HOSTILE),
                notice(
                        "The configuration cannot be used.",
                        "/http/prot: unknown",
                        "/http/port: found " + HOSTILE,
                        "c",
                        "d",
                        "e",
                        "f"));
        open(List.of());
        browser.waitFor("rollcall-notice", "The disk is full " + HOSTILE);
        assertThat(browser.text("rollcall-notice"))
                .contains(
                        "The history is not complete.",
                        "Since ",
                        "/http/prot: unknown",
                        "found " + HOSTILE,
                        "and 2 more");
        assertThat(browser.attribute("rollcall-notice", "role")).isEqualTo("status");

        // when
        stub.notices();
        stub.sendVersions("b");

        // then
        browser.waitUntil("document.querySelector('rollcall-notice').textContent === ''");
    }

    private JsonObject notice(String text, String... details) {
        return new JsonObject()
                .put("about", "anything")
                .put("text", text)
                .put("details", new JsonArray(List.of(details)))
                .put("since", now.toString());
    }

    @Test
    void showsMarkupAsText() {
        // given
        stub.entries(entry("nginx", HOSTILE, HOSTILE));
        JsonObject hostile = change(1, "failed", HOSTILE, HOSTILE).put("label", HOSTILE);
        open(List.of(hostile.put("reason", HOSTILE).put("category", HOSTILE)));
        browser.waitFor(LIST, HOSTILE + " failed, last known " + HOSTILE);

        // when
        browser.waitFor(NGINX, HOSTILE);
        browser.click(NGINX);

        // then
        browser.waitFor("dialog[open] h2", HOSTILE);
        browser.waitFor("dialog[open] .changes", HOSTILE);
        assertThat(browser.text(LIST + " .reason")).isEqualTo(HOSTILE);
        assertThat(browser.count("main img, dialog img")).isZero();
        assertThat(browser.title()).isEqualTo("Rollcall");
    }

    @Test
    void worksWhereTheBrowserKeepsNothing() {
        // given
        stub.prelude(AT_ONCE
                + "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } });");

        // when
        open(List.of(change(1, "upgraded", "1.0", "1.1")));
        browser.waitFor(LIST, "1.1");
        browser.click("rollcall-timeline summary");
        settle();

        // then
        browser.waitFor("rollcall-connection .state", "Live");
        assertThat(browser.text(MISSED)).isEmpty();
        assertThat(browser.errors(stub.address())).isEmpty();
    }

    private void open(List<JsonObject> newestFirst) {
        stub.changes(newestFirst);
        browser.open(stub.address());
    }

    /** Waits until the page has done what it does at once, and what it asked for has arrived. */
    private void settle() {
        browser.waitFor("rollcall-clock", ":");
        browser.waitFor("rollcall-connection .state", "Live");
        stub.sendTime(Instant.now());
        String fetchLater =
                "window.settled = false; setTimeout(() => fetch('icon.svg').then(() => window.settled = true), 50)";
        browser.run(fetchLater);
        browser.waitUntil("window.settled");
    }

    private static void wasHere(String seen) {
        browser.run("localStorage.setItem('rollcall:/inner/place/:seen', arguments[0])", seen);
    }

    private static Object topOf(String selector) {
        return browser.run(
                "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top)", selector);
    }

    private static List<Object> shapes(String selector) {
        Object shapes = browser.run(
                "return [...document.querySelectorAll(arguments[0])].map(shape => shape.getAttribute('d'))", selector);
        return List.copyOf((List<?>) shapes);
    }

    private JsonObject entry(String name, String label, String version) {
        return new JsonObject()
                .put("host", "web-1")
                .put("package", name)
                .put("label", label)
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
