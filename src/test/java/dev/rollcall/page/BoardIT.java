package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Absent;
import dev.rollcall.inventory.Reading.Failed;
import dev.rollcall.inventory.Reading.Found;
import dev.rollcall.inventory.Reading.Gone;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Subject;
import dev.rollcall.testing.BoardServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** What somebody finds on the board, and what becomes of it while they look: in a real browser, of boards that are made up. */
class BoardIT {
    private static final String SHOWN = "rollcall-filters .shown";
    private static final String WAITING = ".waiting";
    private static final String NAMES = ".row .name";
    private static final Instant LONG_AGO = Instant.now().minus(Duration.ofDays(9));

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private BoardServer server;

    @BeforeEach
    void start() throws Exception {
        server = BoardServer.start(List.of(
                reading("web-1", "nginx", "Web", new Found("1.26.1")),
                reading("web-1", "caddy", "Web", new Found("2.9.1")),
                reading("web-1", "git", "Tools", new Found("2.47.3")),
                reading("web-1", "go", "Languages", new Absent("/usr/bin/go does not exist"))));
    }

    @AfterEach
    void stop() throws Exception {
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
        browser.command("Emulation.setEmulatedMedia", Map.of("media", ""));
        browser.open("about:blank");
        server.close();
    }

    @Test
    void groupsByCategoryAndCounts() {
        open("");

        assertThat(browser.texts(".group h2 .title")).containsExactly("LANGUAGES", "TOOLS", "WEB");
        assertThat(browser.texts(NAMES)).containsExactly("go", "git", "caddy", "nginx");
        assertThat(browser.text("rollcall-tally")).contains("4 packages", "0 changed in 24 h", "0 failed", "1 missing");
        assertThat(browser.count(".tally-item.hosts[hidden]")).isEqualTo(1);
        browser.waitFor("[data-package=nginx] .checked", "checked");
        assertThat(
                        browser.run(
                                "return document.querySelector('[data-package=go]').textContent.match(/not installed/g).length"))
                .isEqualTo(1L);
    }

    @Test
    void keepsASearchInTheAddressAndFindsItThereAgain() {
        // given
        open("");

        // when
        browser.press("/");
        browser.press("web-1 CADDY");

        // then
        browser.waitFor(SHOWN, "1 of 4 shown");
        assertThat(browser.texts(NAMES)).containsExactly("caddy");
        assertThat(address()).endsWith("/?q=web-1+CADDY");

        // when
        browser.run("location.reload()");
        browser.waitFor(SHOWN, "1 of 4 shown");

        // then
        assertThat(browser.texts(NAMES)).containsExactly("caddy");
        browser.click("rollcall-filters button:not([hidden])");
        browser.waitUntil("document.querySelectorAll('.row').length === 4");
        assertThat(address()).doesNotContain("?");
    }

    @Test
    void saysWhenNothingIsLikeThis() {
        open("");
        browser.press("/");
        browser.press("no such thing");

        browser.waitFor(".entries .note", "Nothing on the board is like this.");
        browser.waitFor(SHOWN, "0 of 4 shown");
    }

    @Test
    void eachNumberFiltersTheListAndTheBrowsersButtonGoesBack() {
        // given
        open("");

        // when
        browser.click(".tally-item.missing");

        // then
        browser.waitFor(SHOWN, "1 of 4 shown");
        assertThat(browser.texts(NAMES)).containsExactly("go");
        assertThat(address()).endsWith("/?status=missing");
        assertThat(browser.attribute(".tally-item.missing", "aria-pressed")).isEqualTo("true");

        // when
        browser.back();

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 4");
        assertThat(browser.attribute(".tally-item.missing", "aria-pressed")).isEqualTo("false");
    }

    @Test
    void countsAndShowsWhatHasAnotherVersionSinceYesterday() throws Exception {
        // given
        open("");

        // when
        apply(now("web-1", "nginx", "Web", new Found("1.26.2")));

        // then
        browser.waitFor(".tally-item.changed b", "1");
        browser.click(".tally-item.changed");
        browser.waitFor(SHOWN, "1 of 4 shown");
        assertThat(browser.texts(NAMES)).containsExactly("nginx");
        assertThat(address()).endsWith("/?changed=1");
    }

    @Test
    void countsWhatHasChangedByTheServersClock() throws Exception {
        // given: a server whose clock is three days late
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(-3));
        Reading before = reading("web-1", "nginx", "Web", new Found("1"));
        Reading after = reading("web-1", "nginx", "Web", new Found("2"), late.instant());
        server.close();
        server = BoardServer.start(List.of(before, after), "{\"http\": {\"port\": 0, \"warmUp\": 0}}", late);

        // when
        open("?layout=list");

        // then
        browser.waitFor(".tally-item.changed", "1 changed in 24 h");

        // when
        browser.open(server.address() + "?changed");

        // then
        browser.waitFor(NAMES, "nginx");
    }

    @Test
    void showsTheSearchThatTheBrowsersButtonGoesBackTo() {
        // given
        open("");
        browser.click(".tally-item.missing");
        browser.press("/");
        browser.press("no such thing");
        browser.waitFor(SHOWN, "0 of 4 shown");

        // when: the field still has the focus
        browser.back();

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 4");
        assertThat(browser.run("return document.querySelector('.search').value"))
                .isEqualTo("");
    }

    @Test
    void goesBackToTheChoicesThatWereCleared() {
        // given
        open("?differ=1&status=missing");
        browser.waitFor(SHOWN, "of 4 shown");

        // when
        browser.click("rollcall-filters button:not([hidden], .toggle)");
        browser.waitUntil("document.querySelectorAll('.row').length === 4");
        browser.back();

        // then
        browser.waitFor(SHOWN, "of 4 shown");
        assertThat(address()).endsWith("/?differ=1&status=missing");
    }

    @Test
    void opensAPackageWhoseScriptComesAtASecondTry() {
        // given
        open("");
        browser.driver().executeCdpCommand("Network.enable", Map.of());
        browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of("*package-history.js")));
        browser.click("[data-package=nginx] .name");
        browser.waitUntil(
                "performance.getEntriesByName(new URL('components/package-history.js', document.baseURI)).length > 0");

        // when
        browser.driver().executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of()));

        // then
        browser.waitFor("dialog[open] h2", "nginx");
    }

    @Test
    void highlightsAChangedRowForAWhileAndTellsScreenReaders() throws Exception {
        // given
        open("");

        // when
        apply(now("web-1", "nginx", "Web", new Found("1.26.2")));

        // then
        browser.waitFor("[data-package=nginx][data-fresh] .version", "1.26.2");
        browser.waitUntil("document.querySelector('rollcall-announcer').textContent === 'nginx on web-1: 1.26.2'");
        browser.waitUntil("document.querySelector('[data-fresh]') === null");
    }

    @Test
    void movesNothingWhileSomebodyReads() throws Exception {
        // given
        open("?sort=status");
        browser.waitUntil("document.querySelector('.row .name')?.textContent === 'go'");
        browser.run("setInterval(() => dispatchEvent(new Event('pointermove')), 100)");
        Object top = topOf("caddy");

        // when
        apply(
                now("web-1", "nginx", "Web", new Failed("exit code 1", "no such library")),
                now("web-1", "aaa", "Web", new Found("1")),
                now("web-1", "git", "Tools", new Gone()));

        // then: what it says is new, where it stands is not
        browser.waitUntil("document.querySelector('[data-package=nginx]').dataset.status === 'failed'");
        browser.waitFor("[data-package=git] .version", "removed");
        browser.waitFor(WAITING, "1 new, 1 removed, 1 moved: show");
        letItBeTidied();
        assertThat(browser.texts(NAMES)).containsExactly("go", "caddy", "git", "nginx");
        assertThat(topOf("caddy")).isEqualTo(top);

        // when
        browser.click(WAITING);

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 4");
        assertThat(browser.texts(NAMES)).containsExactly("nginx", "go", "aaa", "caddy");
        browser.waitFor("[data-package=nginx] .reason", "no such library");
        assertThat(browser.count(WAITING + ":not([hidden])")).isZero();
    }

    @Test
    void movesNothingBelowAReasonThatComesOrGoesWhileSomebodyReads() throws Exception {
        // given: they have rows below them
        apply(now("web-1", "caddy", "Web", new Failed("exit code 1", "no such library")));
        apply(
                reading("web-1", "zsh", "Web", new Found("5.9")),
                now("web-1", "apache", "Web", new Failed("exit code 3", "no such file")));
        open("");
        browser.run("const read = () => dispatchEvent(new Event('pointermove'));"
                + " read(); window.reads = setInterval(read, 100)");
        Object top = topOf("zsh");

        // when
        apply(now("web-1", "nginx", "Web", new Failed("exit code 2", "out of memory")));

        // then: its state is told, what makes its row higher waits
        browser.waitFor("[data-package=nginx] .version", "1.26.1");
        browser.waitUntil("document.querySelector('[data-package=nginx]').dataset.status === 'failed'");
        browser.waitFor(WAITING, "1 with a reason: show");
        assertThat(topOf("zsh")).isEqualTo(top);

        // when: one recovers, one goes
        apply(now("web-1", "caddy", "Web", new Found("2.9.2")), now("web-1", "apache", "Web", new Gone()));

        // then: nobody reads a reason that is none any more
        browser.waitFor("[data-package=caddy] .version", "2.9.2");
        browser.waitFor("[data-package=apache] .version", "removed");
        letItBeTidied();
        assertThat(browser.count(".row .reason")).isEqualTo(6);
        assertThat(browser.texts(".row:not([data-package=go]) .reason")).containsOnly("");
        assertThat(topOf("zsh")).isEqualTo(top);

        // when
        browser.run("clearInterval(reads)");

        // then
        browser.waitFor("[data-package=nginx] .reason", "out of memory");
        assertThat(browser.count("[data-held]")).isZero();
    }

    @Test
    void goesOnWhereSomebodyHasLeftTheFocusInARowAndLeavesItThere() throws Exception {
        // given: it is of no use to wait a minute in a test
        open("?sort=changed");
        browser.run(
                "const now = performance.now.bind(performance); window.later = 0; performance.now = () => now() + later");
        browser.click("[data-package=nginx] .name");
        browser.waitFor("dialog[open] h2", "nginx");
        browser.press(Keys.ESCAPE);
        browser.waitUntil("document.activeElement.closest('.row')?.dataset.package === 'nginx'");

        // when
        browser.run("later = 30_000");
        apply(now("web-1", "nginx", "Web", new Found("1.26.2")));

        // then: they may be at it
        browser.waitFor(WAITING, "1 moved: show");
        letItBeTidied();
        assertThat(browser.count(WAITING + ":not([hidden])")).isEqualTo(1);

        // when
        browser.run("later = 60_000");

        // then
        browser.waitUntil("document.querySelector('.row .name').textContent === 'nginx'");
        browser.waitUntil("document.activeElement.closest('.row')?.dataset.package === 'nginx'");
    }

    @Test
    void movesNothingWhileSomebodyReadsWhenAServerSaysEverythingAnew() {
        // given
        open("");
        browser.run("""
                return Promise.all(["entries", "query", "inventory", "server-time"].map(name =>
                  import(`./${name === "entries" ? "components" : "js"}/${name}.js`))).then(modules => {
                    const { EntriesView, queryOf, Inventory, ServerTime } = Object.assign({}, ...modules);
                    const entry = name => ({ host: "a", package: name, label: name, category: "Ours", status: "ok",
                      version: "1", since: "2026-01-01T00:00:00Z", checked: "2026-01-01T00:00:00Z" });
                    const inventory = new Inventory();
                    const view = new EntriesView({ inventory, time: new ServerTime(), query: queryOf(""), linkOf: () => ({ href: "#" }) });
                    document.querySelector("main").replaceChildren(view.element);
                    window.say = (...names) => inventory.replace(names.map(entry));
                    say("b", "c");
                    document.querySelector("[data-package=b] a").focus();
                    dispatchEvent(new Event("keydown"));
                  })""");

        // when
        browser.run("say('a', 'b')");

        // then
        browser.waitFor(WAITING, "1 new, 1 removed: show");
        letItBeTidied();
        assertThat(browser.texts(NAMES)).containsExactly("b", "c");
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("b");
        assertThat(browser.count("[data-fresh]")).isZero();

        // when
        browser.click(WAITING);

        // then
        assertThat(browser.texts(NAMES)).containsExactly("a", "b");
    }

    @Test
    void makesNoRowOfAMatrixOfWhatHasGoneBeforeItsTurnCame() {
        // given: more than is made at once, and somebody who reads
        open("");
        browser.run("""
                return Promise.all(["entries", "query", "inventory", "server-time"].map(name =>
                  import(`./${name === "entries" ? "components" : "js"}/${name}.js`))).then(modules => {
                    const { EntriesView, queryOf, Inventory, ServerTime } = Object.assign({}, ...modules);
                    const entry = (host, name) => ({ host, package: name, label: name, category: "Ours", status: "ok",
                      version: "1", since: "2026-01-01T00:00:00Z", checked: "2026-01-01T00:00:00Z" });
                    const inventory = new Inventory();
                    const view = new EntriesView({ inventory, time: new ServerTime(), query: queryOf(""), linkOf: () => ({ href: "#" }) });
                    document.querySelector("main").replaceChildren(view.element);
                    setInterval(() => dispatchEvent(new Event("pointermove")), 100);
                    const hosts = Array.from({ length: 50 }, (_, i) => `h${i}`);
                    const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
                    inventory.replace(hosts.flatMap(host => names.map(name => entry(host, name))));
                    inventory.merge([{ ...entry("h7", "p9"), removed: true }]);
                  })""");

        // when
        browser.waitUntil("document.querySelectorAll('.matrix tbody tr:not(.category)').length === 20");

        // then
        assertThat(browser.text("[data-host=h7][data-package=p9]")).contains("removed");
        assertThat(browser.text("[data-host=h8][data-package=p9]")).isEqualTo("1");
    }

    @Test
    void putsItInOrderByItselfWhereNobodyReads() throws Exception {
        // given
        open("?sort=changed");

        // when
        apply(now("web-1", "nginx", "Web", new Found("1.26.2")), now("web-1", "git", "Tools", new Gone()));

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 3");
        browser.waitUntil("document.querySelector('.row .name').textContent === 'nginx'");
    }

    @Test
    void comparesHostsAndShowsOnlyWhatDiffers() throws Exception {
        // given
        addHosts();
        open("");

        // then
        browser.waitFor("thead", "web-3");
        assertThat(browser.texts("tbody tr:not(.category) th"))
                .containsExactly("go\n1 of 3 differs", "git", "caddy", "nginx\n1 of 3 differs");
        assertThat(browser.texts("[data-differs].cell .version")).containsExactly("not installed", "1.26.1");
        assertThat(browser.run("return document.querySelector('[data-package=nginx][data-differs]').textContent"))
                .isEqualTo("≠1.26.1differs");
        assertThat(browser.attribute("[data-package=nginx][data-differs]", "part"))
                .isEqualTo("cell ok differs");

        // when
        browser.click("rollcall-filters .toggle:nth-of-type(2)");

        // then
        browser.waitUntil("document.querySelectorAll('tbody tr:not(.category)').length === 2");
        assertThat(address()).endsWith("/?differ=1");
        browser.waitFor(SHOWN, "2 of 4 packages");

        // when: the last one is upgraded, too
        apply(now("web-1", "nginx", "Web", new Found("1.26.2")));

        // then: nobody reads, and it is no difference any more
        browser.waitFor(SHOWN, "1 of 4 packages");
        assertThat(browser.texts("tbody .label")).containsExactly("go");
    }

    @Test
    void comparesTheHostsThatAreChosenWithAllOthers() throws Exception {
        // given
        addHosts();

        // when
        open("?host=web-1&differ=1");

        // then
        browser.waitFor(SHOWN, "2 of 4 packages, 1 of 3 hosts");
        assertThat(browser.texts("thead .own")).containsExactly("web-1");
        assertThat(browser.texts("tbody tr:not(.category) th"))
                .containsExactly("go\n1 of 3 hosts differs", "nginx\n1 of 3 hosts differs");
        assertThat(browser.texts("[data-differs].cell .version")).containsExactly("not installed", "1.26.1");

        // when: most others, which have no column, come to have the same
        apply(now("web-2", "nginx", "Web", new Found("1.26.1")));

        // then
        browser.waitFor(SHOWN, "1 of 4 packages, 1 of 3 hosts");
        assertThat(browser.texts("tbody .label")).containsExactly("go");

        // when
        open("?host=web-2,web-3");

        // then
        browser.waitFor("tbody", "nginx");
        assertThat(browser.texts("tbody tr:not(.category) th"))
                .containsExactly("go\n1 of 3 hosts differs", "caddy", "nginx\n1 of 3 hosts differs");
        assertThat(browser.texts("[data-differs].cell .version")).containsExactly("1.26.2");
        assertThat(browser.texts("tr[data-differs] .label")).containsExactly("nginx");

        // when: on a host that has no column
        apply(now("web-1", "go", "Languages", new Found("1.25.1")));

        // then: of the row that is seen
        browser.waitUntil("document.querySelector('tbody tr:not(.category) .verdict').textContent === ''");
    }

    @Test
    void marksTheCellsThatARowIsShownFor() throws Exception {
        // given
        addHosts();
        open("");
        browser.waitFor("thead", "web-3");

        // when
        browser.click(".tally-item.missing");

        // then
        browser.waitFor(SHOWN, "1 of 4 packages");
        browser.waitUntil("document.querySelectorAll('tbody tr:not(.category)').length === 1");
        assertThat(browser.texts("[data-match] .version")).containsExactly("not installed");
        assertThat(browser.attribute("[data-match]", "data-host")).isEqualTo("web-1");
        assertThat(browser.run("return document.querySelector('[data-match]').textContent"))
                .isEqualTo("–not installeddiffers, matches");
        assertThat(browser.texts("[data-aside] .version")).containsExactly("1.25.1", "1.25.1");

        // when: there is another one, while somebody reads
        browser.run("setInterval(() => dispatchEvent(new Event('pointermove')), 100)");
        apply(now("web-2", "go", "Languages", new Absent("/usr/bin/go does not exist")));

        // then
        browser.waitFor("[data-match][data-host=web-2] .version", "not installed");
        assertThat(browser.count("[data-aside]")).isEqualTo(1);

        // when
        browser.click(".tally-item.missing");

        // then
        browser.waitUntil("document.querySelectorAll('tbody tr:not(.category)').length === 4");
        assertThat(browser.count("[data-match], [data-aside]")).isZero();
    }

    @Test
    void leavesOnlyDifferencesWithTheMatrix() throws Exception {
        // given
        addHosts();
        open("?differ=1");
        browser.waitFor(SHOWN, "2 of 4 packages");

        // when
        browser.click("rollcall-filters .toggle");

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 10");
        assertThat(address()).endsWith("/?layout=list");
        assertThat(browser.text("rollcall-filters")).doesNotContain("Clear", "shown");
    }

    @Test
    void aChoiceDoesNotMoveTheBoard() throws Exception {
        // given
        addHosts();
        // A name as long as they are makes the choice of a host as wide as it gets.
        apply(reading("application-server-01.example.net", "nginx", "Web", new Found("1.26.2")));
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 1280, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        open("");
        browser.waitFor("thead", "web-3");
        Object top = browser.run("return document.querySelector('.matrix').getBoundingClientRect().top");

        // when
        browser.click(".tally-item.missing");

        // then
        browser.waitFor(SHOWN, "1 of 4 packages");
        assertThat(browser.run("return document.querySelector('.matrix').getBoundingClientRect().top"))
                .isEqualTo(top);
    }

    @Test
    void printsAllHostsOnOnePage() throws Exception {
        // given
        for (int i = 10; i < 20; i++) {
            apply(reading("web-" + i + ".example.net", "nginx", "Web", new Found("1.26.2+4-debian-12.3.4.5.6.7")));
        }
        open("");
        browser.waitFor("thead", "web-19");

        // when
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 718, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        browser.command("Emulation.setEmulatedMedia", Map.of("media", "print"));

        // then
        browser.waitUntil(
                "document.querySelector('table').offsetWidth <= document.querySelector('.matrix').clientWidth");
        assertThat(browser.run("return [...document.querySelectorAll('.cell')]"
                        + ".filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"))
                .isEqualTo(0L);
    }

    @Test
    void whatIsOldGrowsOlderWhileNobodyHearsTheServer() {
        // given
        open("");
        browser.waitFor("[data-package=nginx] .checked", "checked");
        browser.click("rollcall-connection button");
        browser.waitFor("rollcall-clock", "last heard");
        String clock = browser.text("rollcall-clock time");

        // when
        browser.run("const { now } = Date; Date.now = () => now() + 3 * 3_600_000");

        // then: also for who listens
        browser.waitFor("[data-package=nginx] .checked", "checked 3 hours ago");
        browser.waitFor("[data-package=nginx] .since", "for 9 days");
        assertThat(browser.text("rollcall-clock time")).isEqualTo(clock);
    }

    @Test
    void scrollsAFrameOrTheMatrixInItAndNeverBoth() throws Exception {
        // given
        for (int i = 0; i < 60; i++) {
            apply(reading("web-2", "package-" + i, "Ours", new Found("1")));
        }

        // when: the header of a small frame has three lines
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 180, "height", 500, "deviceScaleFactor", 1, "mobile", false));
        browser.open(server.address().resolve("embed?layout=matrix").toString());

        // then
        browser.waitUntil(
                "document.querySelector('rollcall-board').shadowRoot?.querySelectorAll('tbody tr').length > 60");
        assertThat(browser.run(
                        "const matrix = document.querySelector('rollcall-board').shadowRoot.querySelector('.matrix');"
                                + "return matrix.scrollHeight > matrix.clientHeight"))
                .isEqualTo(true);
        assertThat(browser.run("return document.documentElement.scrollHeight")).isEqualTo(500L);

        // when: less than a row would be left
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 180, "height", 150, "deviceScaleFactor", 1, "mobile", false));

        // then
        browser.waitUntil("innerHeight === 150");
        assertThat(
                        browser.run(
                                "return document.querySelector('rollcall-board').shadowRoot.querySelector('.matrix').offsetHeight"))
                .isEqualTo(176L);
    }

    @Test
    void leavesAMatrixScrolledWhereItWasWhenAHostAppears() throws Exception {
        // given
        for (int i = 0; i < 60; i++) {
            apply(reading("web-2", "package-" + i, "Ours", new Found("1")));
        }
        open("");
        browser.run("document.querySelector('.matrix').scrollTop = 700");

        // when
        apply(reading("web-0", "nginx", "Web", new Found("1.26.2")));

        // then
        browser.waitFor("thead", "web-0");
        assertThat(browser.run("return document.querySelector('.matrix').scrollTop"))
                .isEqualTo(700L);
    }

    @Test
    void goesFromCellToCellByArrowKeysAndOpensAPackage() throws Exception {
        // given
        apply(
                reading("web-2", "nginx", "Web", new Found("1.26.2")),
                reading("web-2", "go", "Languages", new Found("1")));
        open("");
        browser.waitFor("thead", "web-2");

        // when: to the end, down over the row that has no such cell
        browser.run("document.querySelector('.cell a:not([tabindex])').focus()");
        browser.press(Keys.END);
        browser.press(Keys.ARROW_DOWN);

        // then
        assertThat(browser.run("const { dataset } = document.activeElement.parentElement;"
                        + " return dataset.package + '@' + dataset.host"))
                .isEqualTo("nginx@web-2");
        assertThat(browser.count(".cell a:not([tabindex])")).isEqualTo(1);

        // when
        browser.press(Keys.ENTER);

        // then
        browser.waitFor("dialog[open] h2", "nginx");
        browser.press(Keys.ESCAPE);
        browser.waitUntil("document.activeElement.closest('.cell')?.dataset.host === 'web-2'");
    }

    @Test
    void showsSeveralHostsAsAListWhereThatIsWanted() throws Exception {
        // given
        apply(reading("web-2", "nginx", "Web", new Found("1.26.2")));
        open("");
        browser.waitFor("thead", "web-2");

        // when
        browser.click("rollcall-filters .toggle");

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 5");
        assertThat(address()).endsWith("/?layout=list");
        assertThat(browser.texts("[data-package=nginx] .host")).containsExactly("web-1", "web-2");
    }

    @Test
    void keepsTheThemeThatIsChosen() {
        // given
        open("");

        // when: as the system, light, dark
        browser.click("rollcall-theme button");
        browser.click("rollcall-theme button");

        // then
        assertThat(ground()).isEqualTo("rgb(15, 20, 27)");
        browser.run("location.reload()");
        browser.waitFor(NAMES, "nginx");
        assertThat(ground()).isEqualTo("rgb(15, 20, 27)");

        // when
        browser.click("rollcall-theme button");

        // then
        assertThat(browser.count("[data-theme]")).isZero();
    }

    @Test
    void keepsTheThemeThatIsChosenAlsoWhereTheAddressNamedAnother() {
        // given
        open("?theme=dark&sort=status");

        // when: from dark to as the system, to light
        browser.click("rollcall-theme button");
        browser.click("rollcall-theme button");

        // then
        assertThat(address()).endsWith("/?sort=status");
        browser.run("location.reload()");
        browser.waitFor(NAMES, "nginx");
        assertThat(browser.attribute("html", "data-theme")).isEqualTo("light");
    }

    @Test
    void changesTheThemeInAllTabs() {
        // given
        open("");
        String first = browser.tab();
        String second = browser.openTab("", server.address().toString());
        browser.waitFor(NAMES, "nginx");

        // when
        browser.run("document.querySelector('rollcall-theme button').click()");
        Object chosen = browser.run("return document.documentElement.dataset.theme ?? 'auto'");
        browser.closeTab(second, first);

        // then
        browser.waitUntil("(document.documentElement.dataset.theme ?? 'auto') === '" + chosen + "'");
        assertThat(browser.attribute("rollcall-theme button", "aria-label"))
                .isEqualTo("auto".equals(chosen) ? "Theme: as the system" : "Theme: " + chosen);
    }

    @Test
    void hangsOnAWallWithoutControlsTheWorstFirst() {
        open("?wall");

        browser.waitUntil("document.querySelector('.row .name')?.textContent === 'go'");
        assertThat(browser.run("return [...document.querySelectorAll('button, input, select, footer a')]"
                        + ".filter(e => e.checkVisibility() && getComputedStyle(e).pointerEvents !== 'none').length"))
                .isEqualTo(0L);
        assertThat(browser.run("return parseFloat(getComputedStyle(document.querySelector('.row .version')).fontSize)"
                        + " / innerWidth"))
                .asString()
                .startsWith("0.02");

        // when: a package first, then the wall
        browser.click("[data-package=go] .name");
        browser.waitFor("dialog[open] h2", "go");
        browser.press(Keys.ESCAPE);
        browser.waitUntil("!document.querySelector('dialog[open]')");
        assertThat(browser.count("[data-wall]")).isEqualTo(1);
        browser.press(Keys.ESCAPE);

        // then
        browser.waitFor("rollcall-filters", "by category");
    }

    @Test
    void hangsAListOnAWallForNobodyScrollsAMatrix() throws Exception {
        // given
        addHosts();

        // when
        open("?wall&layout=matrix");

        // then
        browser.waitUntil("document.querySelectorAll('.row').length === 10");
        assertThat(browser.count(".matrix")).isZero();
    }

    /** Two more, on which go is installed, and nginx is newer. */
    private void addHosts() throws Exception {
        for (String host : List.of("web-2", "web-3")) {
            apply(
                    reading(host, "nginx", "Web", new Found("1.26.2")),
                    reading(host, "caddy", "Web", new Found("2.9.1")),
                    reading(host, "go", "Languages", new Found("1.25.1")));
        }
    }

    /** Long enough for the page to put things in order, were nobody to read: it would in a second, and looks each second. */
    private static void letItBeTidied() {
        browser.run("window.tidied = performance.now() + 2500");
        browser.waitUntil("performance.now() > tidied");
    }

    private void open(String search) {
        browser.open(server.address().resolve(search.isEmpty() ? "." : search).toString());
        browser.waitFor("rollcall-connection .state", "Live");
        browser.waitUntil("document.querySelector('.row, .cell')");
    }

    private static Object topOf(String name) {
        return browser.run(
                "return document.querySelector(`[data-package=${arguments[0]}]`).getBoundingClientRect().top", name);
    }

    private String address() {
        return (String) browser.run("return location.href");
    }

    private static String ground() {
        return (String) browser.run("return getComputedStyle(document.documentElement).backgroundColor");
    }

    private void apply(Reading... readings) throws Exception {
        server.apply(List.of(readings)).await(10, TimeUnit.SECONDS);
    }

    private static Reading now(String host, String name, String category, Outcome outcome) {
        return reading(host, name, category, outcome, Instant.now());
    }

    private static Reading reading(String host, String name, String category, Outcome outcome) {
        return reading(host, name, category, outcome, LONG_AGO);
    }

    private static Reading reading(String host, String name, String category, Outcome outcome, Instant at) {
        return new Reading(new Subject(new EntryKey(host, name), name, category), outcome, at, Duration.ofMillis(5));
    }
}
