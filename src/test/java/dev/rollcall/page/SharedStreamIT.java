package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.Script;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All tabs of a real browser on one connection, each way that there is to it: what the server counts, and what each tab shows. */
class SharedStreamIT {
    private static final String STATE = "rollcall-connection .state";
    private static final String BUTTON = "rollcall-connection button";
    private static final String SHOP = "[data-package=shop] .version";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    private static String idle;

    @TempDir
    Path folder;

    private final List<String> tabs = new ArrayList<>();
    private Script shop;
    private JarProcess rollcall;
    private URI address;

    @BeforeAll
    static void keepATab() {
        browser.open("about:blank");
        idle = browser.tab();
    }

    @BeforeEach
    void start() throws Exception {
        shop = Script.in(folder, "shop", "echo shop 1.0");
        Files.writeString(folder.resolve("c.json"), """
                { "stream": { "retry": "200ms" }, "collect": { "every": "200ms", "discover": false },
                  "packages": [ { "name": "shop", "command": "%s/shop" } ] }
                """.formatted(folder));
        startServer("0");
    }

    @AfterEach
    void stop() throws Exception {
        tabs.forEach(tab -> browser.closeTab(tab, idle));
        rollcall.close();
    }

    @ParameterizedTest
    @EnumSource
    void threeTabsShareOneConnectionAndGoOnWhenTheFirstIsClosed(Way way) {
        // given
        openTabs(way, 3);
        counts(way.connections(3));

        // when
        shop.replace("echo shop 2.0");

        // then
        eachShows("2.0");
        counts(way.connections(3));

        // when
        browser.closeTab(tabs.remove(0), idle);
        shop.replace("echo shop 3.0");

        // then
        eachShows("3.0");
        counts(way.connections(2));
    }

    @ParameterizedTest
    @EnumSource
    void theServerIsRestartedAndEachTabAgreesWithItWithoutAReload(Way way) throws Exception {
        // given
        openTabs(way, 2);
        each(browser::mark);

        // when
        assertThat(rollcall.terminate(5)).isZero();

        // then
        each(() -> browser.waitFor(STATE, "Reconnecting"));

        // when
        shop.replace("echo shop 2.0");
        rollcall.close();
        startServer(Integer.toString(address.getPort()));

        // then
        eachShows("2.0");
        String version = new JsonObject(read("api/versions"))
                .getJsonArray("entries")
                .getJsonObject(0)
                .getString("version");
        each(() -> {
            assertThat(browser.text(SHOP)).isEqualTo(version);
            assertThat(browser.isMarked()).isTrue();
        });
        counts(way.connections(2));
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatWasFrozenShowsWhatChangedMeanwhile(Way way) {
        // given: the first one, which leads where tabs lead
        openTabs(way, 2);
        browser.lookAt(tabs.get(0));
        lifecycle("frozen");
        counts(way.connections(1));

        // when
        shop.replace("echo shop 2.0");

        // then: the other one goes on
        browser.lookAt(tabs.get(1));
        browser.waitFor(SHOP, "2.0");

        // when
        browser.lookAt(tabs.get(0));
        lifecycle("active");

        // then
        eachShows("2.0");
        counts(way.connections(2));
    }

    @ParameterizedTest
    @EnumSource
    void allPagesAreFrozenAndAwakeAgain(Way way) {
        // given
        openTabs(way, 2);

        // when: the device sleeps
        each(() -> lifecycle("frozen"));
        counts(0);
        shop.replace("echo shop 2.0");
        assertThat(Eventually.holds(PATIENCE, () -> read("api/versions").contains("2.0")))
                .isTrue();
        each(() -> lifecycle("active"));

        // then
        eachShows("2.0");
        counts(way.connections(2));
    }

    @ParameterizedTest
    @EnumSource
    void theButtonClosesForItsOwnTab(Way way) {
        // given
        openTabs(way, 2);
        browser.lookAt(tabs.get(0));

        // when
        browser.click(BUTTON);
        browser.waitFor(STATE, "Closed by you");
        shop.replace("echo shop 2.0");

        // then
        browser.lookAt(tabs.get(1));
        browser.waitFor(SHOP, "2.0");
        counts(1);
        browser.lookAt(tabs.get(0));
        assertThat(browser.text(SHOP)).isEqualTo("1.0");

        // when: in all tabs
        browser.lookAt(tabs.get(1));
        browser.click(BUTTON);

        // then
        counts(0);

        // when
        each(() -> browser.click(BUTTON));

        // then
        eachShows("2.0");
        counts(way.connections(2));
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatIsLeftAndComeBackToIsLive(Way way) {
        // given
        openTabs(way, 1);
        browser.run("window.addEventListener('pageshow', event => window.putAside = event.persisted)");

        // when
        browser.open(address + "icon.svg");
        counts(0);
        shop.replace("echo shop 2.0");
        browser.back();

        // then
        eachShows("2.0");
        assertThat(browser.run("return window.putAside")).isEqualTo(true);
        counts(1);
    }

    private void openTabs(Way way, int count) {
        for (int i = 0; i < count; i++) {
            tabs.add(browser.openTab(way.prelude(), address.toString()));
            browser.waitFor(STATE, "Live");
        }
        eachShows("1.0");
    }

    private void eachShows(String version) {
        each(() -> {
            browser.waitFor(SHOP, version);
            browser.waitFor(STATE, "Live");
        });
    }

    private void each(Runnable look) {
        for (String tab : tabs) {
            browser.lookAt(tab);
            look.run();
        }
    }

    private static void lifecycle(String state) {
        browser.command("Page.setWebLifecycleState", Map.of("state", state));
    }

    /** Waits until the server counts so many clients. */
    private void counts(int clients) {
        assertThat(Eventually.holds(
                        PATIENCE, () -> read("metrics").contains("rollcall_stream_clients " + clients + ".0\n")))
                .as(clients + " clients")
                .isTrue();
    }

    private String read(String path) {
        try (var answer = address.resolve(path).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startServer(String port) throws IOException {
        rollcall = JarProcess.start(folder, "--conf", folder.resolve("c.json").toString(), "--port", port);
        address = rollcall.address();
    }
}
