package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.Tee;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server, or something before it, that answers with an error where a real browser gives up for good. */
class OutageIT {
    private static final String STATE = "rollcall-connection .state";
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
    private Tee tee;

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
        rollcall = JarProcess.start(folder, "--conf", folder.resolve("c.json").toString(), "--port", "0");
        address = rollcall.address();
        tee = new Tee(address);
    }

    @AfterEach
    void stop() throws Exception {
        tabs.forEach(tab -> browser.closeTab(tab, idle));
        tee.close();
        rollcall.close();
    }

    @ParameterizedTest
    @EnumSource
    void asksLessAndLessOftenWhileItIsUnavailableAndThenAgreesWithoutAReload(Way way) {
        // given
        openTab(way.prelude());
        browser.mark();
        int before = tee.exchanges("/events").size();

        // when
        tee.answer("/events", 503);
        tee.cut();

        // then
        browser.waitFor(STATE, "Reconnecting");
        browser.waitFor("rollcall-connection .detail", "in ");
        shop.replace("echo shop 2.0");
        assertThat(Eventually.holds(PATIENCE, () -> unavailable(before).size() == 3))
                .isTrue();

        // when
        tee.passOn("/events");

        // then
        browser.waitFor(STATE, "Live");
        browser.waitFor(SHOP, "2.0");
        assertThat(browser.text(SHOP)).isEqualTo(versionByTheApi());
        assertThat(browser.isMarked()).isTrue();
        counts(1);
        // And each pause is up to three times as long, by chance.
        List<Tee.Exchange> attempts = tee.exchanges("/events").subList(before, before + 4);
        for (int pause = 0; pause < 3; pause++) {
            assertThat(attempts.get(pause + 1).after(attempts.get(pause)))
                    .isGreaterThan(Duration.ofMillis(990L << pause));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "WORKER", mode = EnumSource.Mode.EXCLUDE)
    void isLiveWhereTheWorkersScriptCannotBeHad(Way next) {
        // given
        tee.answer("/js/stream-worker.js", 404);
        String prelude = next.prelude().replace(Way.LOCK.prelude(), "");

        // when
        openTab(prelude);
        openTab(prelude);

        // then
        assertThat(tee.exchanges("/js/stream-worker.js")).isNotEmpty();
        counts(next.connections(2));
        shop.replace("echo shop 2.0");
        for (String tab : tabs) {
            browser.lookAt(tab);
            browser.waitFor(SHOP, "2.0");
        }
    }

    private List<Tee.Exchange> unavailable(int before) {
        List<Tee.Exchange> all = tee.exchanges("/events");
        return all.subList(Math.min(before, all.size()), all.size());
    }

    private void openTab(String prelude) {
        tabs.add(browser.openTab(prelude, tee.address().toString()));
        browser.waitFor(SHOP, "1.0");
        browser.waitFor(STATE, "Live");
    }

    private String versionByTheApi() {
        return new JsonObject(read("api/versions"))
                .getJsonArray("entries")
                .getJsonObject(0)
                .getString("version");
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
}
