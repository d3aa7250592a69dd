package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code /embed} in a frame of a page of another origin, in a real browser. */
class EmbedIT {
    private static final String ROOT = "document.querySelector('rollcall-board').shadowRoot";
    private static final String TEXT = ROOT + ".querySelector('div')?.innerText";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    @TempDir
    Path folder;

    private PortalRig rig;

    @AfterEach
    void stop() throws Exception {
        browser.leaveFrames();
        browser.open("about:blank");
        rig.close();
    }

    @Test
    void isTheBoardLiveInAFrameThatIsAllowed() throws Exception {
        // given
        rig = PortalRig.open(folder);
        rig.portal.page("<iframe src='" + rig.address() + "embed' width=900 height=600></iframe>");
        browser.open(rig.portal.origin());
        browser.enterFrame("iframe");
        awaitText("4.2.0");
        awaitText("Live");
        browser.mark();

        // when
        rig.shop.replace("echo shop 4.3.0");

        // then
        awaitText("4.3.0");
        assertThat(browser.isMarked()).isTrue();
        // then: no link shows anything in the frame
        assertThat(browser.run(
                        "return [...%s.querySelectorAll('a')].every(a => a.target === '_blank' && a.rel === 'noopener')"
                                .formatted(ROOT)))
                .isEqualTo(true);
        assertThat(browser.run("return %s.querySelector('[data-package=shop] a').href".formatted(ROOT)))
                .asString()
                .startsWith(rig.address() + "#package=shop&host=");
        // then: what is in it is text, and does not push it apart
        awaitText(PortalRig.HOSTILE);
        assertThat(browser.run("return %s.querySelectorAll('img').length".formatted(ROOT)))
                .isEqualTo(0L);
        assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(browser.errors(rig.address())).isEmpty();
    }

    @Test
    void isInNobodysFrameByDefault() throws Exception {
        rig = PortalRig.closed(folder);
        rig.portal.page("<iframe src='" + rig.address() + "embed'></iframe>");

        browser.open(rig.portal.origin());

        browser.enterFrame("iframe");
        assertThat(browser.count("rollcall-board")).isZero();
        assertThat(browser.errors("")).anyMatch(error -> error.contains("frame-ancestors"));
    }

    @Test
    void isAsItsAddressAsks() throws Exception {
        rig = PortalRig.closed(folder);

        browser.open(
                rig.address()
                        + "embed?package=shop,%20gone&package=mute&category=Ours&theme=dark&cols=2&hide=header&background=transparent");

        awaitText("4.2.0");
        assertThat(browser.run("return [...%s.querySelectorAll('.row')].map(row => row.dataset.package).join()"
                        .formatted(ROOT)))
                .isEqualTo("gone,shop");
        assertThat(browser.run("return %s.querySelector('header').checkVisibility()".formatted(ROOT)))
                .isEqualTo(false);
        assertThat(browser.run(
                        "return getComputedStyle(%s.querySelector('.cards')).gridTemplateColumns.split(' ').length"
                                .formatted(ROOT)))
                .isEqualTo(2L);
        assertThat(style("rollcall-board", "colorScheme")).isEqualTo("dark");
        assertThat(style("rollcall-board", "backgroundColor")).isEqualTo("rgba(0, 0, 0, 0)");
        assertThat(style("body", "backgroundColor")).isEqualTo("rgba(0, 0, 0, 0)");

        browser.open(rig.address() + "embed?theme=light&status=missing");

        awaitText("not installed");
        awaitText("1 version, 1 missing");
        assertThat(style("rollcall-board", "colorScheme")).isEqualTo("light");
        assertThat(style("rollcall-board", "backgroundColor")).isNotEqualTo("rgba(0, 0, 0, 0)");

        browser.open(rig.address() + "embed?background=transparent&background=x&theme=dark&theme=&category=%252C,Ours");

        // then: what is none of the values does not count
        awaitText("2 versions, 1 missing");
        assertThat(style("rollcall-board", "colorScheme")).isEqualTo("dark");
        assertThat(style("rollcall-board", "backgroundColor")).isEqualTo("rgba(0, 0, 0, 0)");
        assertThat(style("body", "backgroundColor")).isEqualTo("rgba(0, 0, 0, 0)");
    }

    @Test
    void saysWhyThereIsNothingInAFrameThatMayNotReadAndIsDressedWhereItMay() throws Exception {
        // given
        rig = PortalRig.open(folder);
        String frame = "<iframe sandbox='allow-scripts' src='" + rig.address() + "embed'></iframe>";

        // when
        rig.portal.page(frame);
        browser.open(rig.portal.origin());
        browser.enterFrame("iframe");

        // then
        browser.waitFor("rollcall-board", "A frame with a sandbox needs allow-same-origin");
        browser.leaveFrames();
        browser.open("about:blank");
        rig.close();

        // when
        rig = PortalRig.openToAll(folder);
        rig.portal.page(frame.replaceFirst("src='.*embed", "src='" + rig.address() + "embed"));
        browser.open(rig.portal.origin());
        browser.enterFrame("iframe");

        // then
        awaitText("4.2.0");
        assertThat(style("body", "margin")).isEqualTo("0px");
    }

    @Test
    void takesNoHarmFromWhatIsNoneOfItsParameters() throws Exception {
        rig = PortalRig.closed(folder);
        String hostile = "%22%3E%3Cimg%20src=x%20onerror=document.title=1%3E";

        browser.open(rig.address() + "embed?theme=" + hostile + "&cols=-1e99&hide=" + hostile + "&background=" + hostile
                + "&layout=" + hostile + "&status=" + hostile
                + "&src=http://127.0.0.1:1024/&onclick=alert(1)&%00=%00&host=%00");
        awaitText("Nothing on the board is like this.");
        browser.open(rig.address() + "embed?cols=1e99&theme=%00&host=&category=,,&package=%2C");

        awaitText("4.2.0");
        assertThat(browser.title()).isEqualTo("Rollcall");
        assertThat(browser.run("return document.querySelector('rollcall-board').hasAttribute('src')"))
                .isEqualTo(false);
    }

    @Test
    void saysAlsoWithoutAHeaderThatWhatItShowsMayBeOld() throws Exception {
        // given
        rig = PortalRig.closed(folder);
        browser.open(rig.address() + "embed?hide=header");
        awaitText("4.2.0");

        // when
        rig.stopServer();

        // then
        awaitText("Reconnecting");
        browser.waitUntil(ROOT + ".querySelector('.entries').hasAttribute('data-old')");

        // when
        rig.startServer();

        // then
        browser.waitUntil("!(" + TEXT + ").includes('Reconnecting')");
        awaitText("4.2.0");
    }

    private static void awaitText(String text) {
        browser.waitUntil(TEXT + "?.includes(" + Json.encode(text) + ")");
    }

    private static Object style(String selector, String property) {
        return browser.run(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, property);
    }
}
