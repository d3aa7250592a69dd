package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.BoardServer;
import dev.rollcall.testing.Fleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** All that the page can do is done without a mouse, and whoever does so sees where they are. */
class KeyboardIT {
    private static final String READY = "document.querySelector('.state')?.dataset.state === 'live'"
            + " && document.querySelectorAll('rollcall-entries a[data-package], rollcall-entries [data-package] a').length > 10";
    private static final int STEPS_MAX = 40;

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private static BoardServer server;

    @BeforeAll
    static void start() throws Exception {
        server = BoardServer.start(new Fleet(3, 12, 0, 7).past(Instant.now()));
    }

    @AfterAll
    static void stop() throws Exception {
        browser.open("about:blank");
        server.close();
    }

    @Test
    void everyControlIsReachedByTabAndSeenWhenItIs() {
        // given
        open("?layout=list");
        Set<String> reached = new LinkedHashSet<>();
        Set<String> unseen = new LinkedHashSet<>();

        // when
        for (int i = 0; i < STEPS_MAX; i++) {
            browser.press(Keys.TAB);
            Map<?, ?> here = (Map<?, ?>) browser.run("""
                    const here = document.activeElement;
                    const { outlineStyle, boxShadow } = getComputedStyle(here);
                    return {
                      name: here.getAttribute('aria-label') || here.textContent.trim() || here.title,
                      within: here.closest('rollcall-connection, rollcall-theme, rollcall-tally, rollcall-filters, rollcall-entries')?.localName ?? '',
                      seen: outlineStyle !== 'none' || boxShadow !== 'none' };""");
            reached.add(String.valueOf(here.get("within")));
            if (!Boolean.TRUE.equals(here.get("seen"))) {
                unseen.add(String.valueOf(here.get("name")));
            }
        }

        // then
        assertThat(reached)
                .contains(
                        "rollcall-connection",
                        "rollcall-theme",
                        "rollcall-tally",
                        "rollcall-filters",
                        "rollcall-entries");
        assertThat(unseen).isEmpty();
    }

    @Test
    void aSlashLeadsToTheSearchFromAnywhere() {
        // given
        open("?layout=list");

        // when
        browser.press("/");
        browser.press("nginx");

        // then
        browser.waitUntil("new URLSearchParams(location.search).get('q') === 'nginx'");
        browser.waitUntil(
                "[...document.querySelectorAll('rollcall-entries .row')].every(row => row.dataset.package === 'nginx')");
    }

    @Test
    void arrowsGoThroughTheMatrixAndEnterAndEscapeThroughTheHistory() {
        // given
        open("?layout=matrix");
        browser.run("document.querySelector('rollcall-entries a:not([tabindex])').focus()");
        List<?> before = cell();

        // when
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ARROW_RIGHT);

        // then
        List<?> after = cell();
        assertThat(after.get(0)).isNotEqualTo(before.get(0));
        assertThat(after.get(1)).isNotEqualTo(before.get(1));

        // when
        browser.press(Keys.ENTER);
        browser.waitUntil("document.querySelector('dialog[open]')?.contains(document.activeElement)");
        browser.press(Keys.ESCAPE);

        // then
        browser.waitUntil("!document.querySelector('dialog[open]')");
        assertThat(cell()).isEqualTo(after);
    }

    @Test
    void noArrowLeadsBelowWhatStaysInSight() {
        // given: neither all rows nor all columns in sight
        browser.command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 520, "height", 420, "deviceScaleFactor", 1, "mobile", false));
        open("?layout=matrix");
        browser.run("document.querySelector('rollcall-entries a:not([tabindex])').focus()");
        for (int i = 0; i < STEPS_MAX; i++) {
            browser.press(Keys.ARROW_DOWN);
        }
        browser.press(Keys.END);

        // when
        List<Object> covered = new ArrayList<>();
        for (Keys key : List.of(Keys.ARROW_LEFT, Keys.ARROW_UP)) {
            for (int i = 0; i < STEPS_MAX; i++) {
                browser.press(key);
                covered.add(browser.run("""
                        const { left, top } = document.activeElement.getBoundingClientRect();
                        const { bottom } = document.querySelector('.matrix thead').getBoundingClientRect();
                        const { right } = document.querySelector('.matrix tr:not(.category) > th:first-child').getBoundingClientRect();
                        return top < bottom || left < right ? { top, bottom, left, right } : 'seen'"""));
            }
        }

        // then
        assertThat(covered).containsOnly("seen");
        browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void aMatrixIsOneStopHoweverItIsArranged() {
        // given
        open("?layout=matrix");
        browser.run("document.querySelector('rollcall-entries a:not([tabindex])').focus()");
        browser.press(Keys.END);

        for (String order : List.of("status", "name", "changed", "name")) {
            // when
            browser.run("""
                    const order = document.querySelector('rollcall-filters select:last-of-type');
                    order.value = arguments[0];
                    order.dispatchEvent(new Event('change'));""", order);

            // then
            browser.waitUntil("(new URLSearchParams(location.search).get('sort') ?? 'name') === '" + order + "'");
            browser.waitUntil("document.querySelectorAll('.matrix tbody tr:not(.category)').length === 12");
            assertThat(browser.count(".matrix a:not([tabindex])")).isEqualTo(1);
        }
    }

    private static List<?> cell() {
        return (List<?>) browser.run("const cell = document.activeElement.closest('[data-package]');"
                + " return [cell?.dataset.package ?? '', cell?.dataset.host ?? ''];");
    }

    private static void open(String query) {
        browser.open("about:blank");
        browser.open(server.address() + query);
        browser.waitUntil(READY);
    }
}
