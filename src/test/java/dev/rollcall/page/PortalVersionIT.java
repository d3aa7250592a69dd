package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code <rollcall-version>} in a page of another origin, in a real browser. */
class PortalVersionIT {
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
    void showsLiveWhichVersionRuns() {
        // given
        open("<p>We run <rollcall-version package=shop>shop …</rollcall-version>.</p>");
        awaitText("Shop 4.2.0");
        assertThat(browser.attribute("rollcall-version", "data-status")).isEqualTo("ok");
        assertThat(of("[title]", "title"))
                .asString()
                .startsWith("checked lately, since ")
                .contains(", on ");

        // when
        rig.shop.replace("echo shop 4.3.0");

        // then
        awaitText("Shop 4.3.0");
        assertThat(of("[title]", "title")).asString().contains("before: 4.2.0");
        assertThat(browser.errors(rig.address())).isEmpty();
    }

    @Test
    void saysInWordsWhatIsNotWell() {
        open("<rollcall-version package=gone></rollcall-version>");
        awaitText("Gone (– not installed)");
        assertThat(browser.attribute("rollcall-version", "data-status")).isEqualTo("missing");
        assertThat(of("[title]", "title"))
                .asString()
                .contains("does not exist (since ")
                .doesNotContain("Z)");

        open("<rollcall-version package=mute></rollcall-version>");
        awaitText("Mute (! could not be read)");
        assertThat(browser.attribute("rollcall-version", "data-status")).isEqualTo("failed");

        open("<rollcall-version package=nothing>some package</rollcall-version>");
        awaitText("some package (? not on the board)");

        open("<rollcall-version></rollcall-version>");
        awaitText("(? no package named)");

        open("<rollcall-version package=shop src='javascript:alert(1)'></rollcall-version>");
        awaitText("shop (? src is no address)");
    }

    @Test
    void doesNotShowAVersionAsCurrentThatMayNotBe() throws Exception {
        // given
        open("<rollcall-version package=shop></rollcall-version>");
        awaitText("Shop 4.2.0");

        // when
        rig.stopServer();

        // then
        awaitText("Shop 4.2.0 (! not live)");
        assertThat(browser.attribute("rollcall-version", "data-status")).isEqualTo("disconnected");

        // when
        rig.shop.replace("echo shop 5.0.0");
        rig.startServer();

        // then
        awaitText("Shop 5.0.0");
    }

    @Test
    void showsItsContentUntilItKnowsMoreAndSaysThatItMayNeverKnow() {
        // when: a server that there is not
        open("<rollcall-version package=shop src='http://127.0.0.1:1024/'>the shop</rollcall-version>");

        // then
        awaitText("the shop (! Rollcall cannot be reached)");
    }

    @Test
    void followsItsAttributes() {
        // given
        open("<rollcall-version package=shop></rollcall-version>");
        awaitText("Shop 4.2.0");

        // when
        browser.run("document.querySelector('rollcall-version').setAttribute('package', 'gone')");

        // then
        awaitText("Gone (– not installed)");

        // when
        browser.run("document.querySelector('rollcall-version').setAttribute('host', 'no-such-host')");

        // then
        awaitText("gone (? not on the board)");
    }

    @Test
    void showsMarkupAsText() {
        open("<rollcall-version package=hostile></rollcall-version>");

        awaitText(PortalRig.HOSTILE + " " + PortalRig.HOSTILE);
        assertThat(browser.run(
                        "return document.querySelector('rollcall-version').shadowRoot.querySelectorAll('img').length"))
                .isEqualTo(0L);
        assertThat(browser.title()).isEqualTo("Portal");
    }

    @Test
    void keepsItsNeighboursWhereTheyAreWhateverItsDirectionAndLength() {
        open("<p><b>one</b> <rollcall-version package=turned></rollcall-version> <b>two</b></p>");
        awaitText(PortalRig.TURNED + " 1.2.3");
        assertThat(browser.run("""
                const [one, version, two] = document.querySelector("p").children;
                const left = element => element.getBoundingClientRect().left;
                return left(one) < left(version) && left(version) < left(two)
                    && left(version.shadowRoot.querySelector(".label")) < left(version.shadowRoot.querySelector(".version"));
                """)).isEqualTo(true);

        open("<p style='width: 20em'><rollcall-version package=long></rollcall-version> <b>two</b></p>");
        browser.waitUntil(TEXT + "?.startsWith('Long 1234567890')");
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(browser.run("return document.querySelector('p').offsetHeight < 100"))
                .isEqualTo(true);
    }

    @Test
    void sharesOneConnectionAndGivesItBack() {
        // given: a script that is there twice, too
        open("<script src='" + rig.address() + "rollcall.js' type=module></script>"
                + "<rollcall-version package=shop></rollcall-version>".repeat(5));
        awaitText("Shop 4.2.0");
        assertThat(rig.hasClients(1)).isTrue();

        // when: one is moved, one comes
        browser.run(
                "const one = document.querySelector('rollcall-version'); document.body.append(one, one.cloneNode())");

        // then
        browser.waitUntil("[...document.querySelectorAll('rollcall-version')].every(e => e.dataset.status === 'ok')");
        assertThat(browser.count("rollcall-version")).isEqualTo(6);
        assertThat(rig.hasClients(1)).isTrue();

        // when
        browser.run("document.querySelectorAll('rollcall-version').forEach(e => e.remove())");

        // then
        assertThat(rig.hasClients(0)).isTrue();
    }

    @Test
    void worksAsAModuleAndUnderAStrictPolicyOfThePortal() {
        // given
        rig.portal.policy(
                "default-src 'none'; img-src data:; script-src " + rig.address() + "; connect-src " + rig.address());

        // when
        rig.portal.page("<script src='" + rig.address() + "rollcall.js' type=module></script>"
                + "<rollcall-version package=shop></rollcall-version>");
        browser.open(rig.portal.origin());

        // then
        awaitText("Shop 4.2.0");
        assertThat(browser.run("return getComputedStyle(document.querySelector('rollcall-version').shadowRoot"
                        + ".querySelector('bdi')).display"))
                .isEqualTo("inline-block");
        assertThat(browser.errors("")).noneMatch(error -> error.contains("Content Security Policy"));
    }

    private static final String TEXT = """
            (version => version && ["slot", "bdi"].flatMap(tag => [...version.shadowRoot.querySelectorAll(tag)])
              .filter(part => part.checkVisibility() || (part.localName === "slot" && !part.hidden))
              .map(part => part.localName === "slot" ? version.textContent : part.textContent)
              .filter(Boolean).join(" "))(document.querySelector("rollcall-version:defined"))\
            """;

    private void open(String body) {
        rig.page(body);
        browser.open(rig.portal.origin());
    }

    /** Waits until what the element shows is exactly this. */
    private static void awaitText(String text) {
        browser.waitUntil(TEXT + " === " + Json.encode(text));
    }

    /** A property of a part within the element. */
    private static Object of(String selector, String property) {
        return browser.run(
                "return document.querySelector('rollcall-version').shadowRoot.querySelector(arguments[0])[arguments[1]]",
                selector,
                property);
    }
}
