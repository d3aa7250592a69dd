package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page of the finished jar, in a real browser. */
class PageIT {
    private static final String STATE = "rollcall-connection .state";
    private static final String BUTTON = "rollcall-connection button";
    private static final String SHOP = "[data-package=shop] .version";
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";

    @RegisterExtension
    static final Browser browser = Browser.ofTheClass();

    @TempDir
    Path folder;

    private Script shop;
    private JarProcess rollcall;
    private URI address;

    @BeforeEach
    void start() throws Exception {
        shop = Script.in(folder, "shop", "echo shop 4.2.0");
        Files.writeString(folder.resolve("c.json"), """
                { "stream": { "retry": "200ms" }, "collect": { "every": "200ms", "discover": false },
                  "packages": [
                    { "name": "shop", "label": "Shop", "category": "Ours", "command": "%s/shop" },
                    { "name": "gone", "label": "Gone", "category": "Ours", "command": "/nowhere/gone" },
                    { "name": "hostile", "label": "%s", "category": "%s", "command": ["echo", "v=%s"],
                      "pattern": "v=(?<version>.*)" } ] }
                """.formatted(folder, HOSTILE, HOSTILE, HOSTILE));
        startServer("0");
        browser.open(address.toString());
        browser.waitFor(SHOP, "4.2.0");
    }

    @AfterEach
    void stop() throws Exception {
        rollcall.close();
    }

    @Test
    void showsVersionsStatusAndHowManyThereAre() {
        browser.waitFor(STATE, "Live");
        browser.waitFor("[data-package=gone] .version", "not installed");

        assertThat(browser.attribute("[data-package=gone]", "data-status")).isEqualTo("missing");
        assertThat(browser.text("[data-package=gone] .reason")).contains("/nowhere/gone does not exist (since ");
        assertThat(browser.text("[data-package=shop] .age")).contains("just now");
        browser.waitFor("rollcall-tally", "3 packages");
        assertThat(browser.text("rollcall-tally")).contains("1 missing");
        assertThat(browser.errors(address.toString())).isEmpty();
    }

    @Test
    void showsAChangedVersionWithoutReload() {
        // given
        browser.mark();

        // when
        shop.replace("echo shop 4.3.0");

        // then
        browser.waitFor(SHOP, "4.3.0");
        assertThat(browser.text("[data-package=shop] .age")).contains("before: 4.2.0");
        assertThat(browser.isMarked()).isTrue();
    }

    @Test
    void takesARowOffTheBoardWhenItsEntryIsRemoved() throws Exception {
        // given: a listing that does not work yet
        rollcall.close();
        Script list = Script.in(folder, "list", "exit 1");
        Files.writeString(folder.resolve("c.json"), """
                { "collect": { "every": "200ms", "discover": false },
                  "packages": [
                    { "name": "list", "label": "Our list", "category": "Trouble", "command": "%s/list",
                      "pattern": "(?m)^(?<name>\\\\S+) (?<version>\\\\S+)$" },
                    { "name": "shop", "label": "Shop", "category": "Ours", "command": "%s/shop" } ] }
                """.formatted(folder, folder));
        startServer("0");
        browser.open(address.toString());
        browser.waitFor("[data-package=list] .reason", "printed nothing (exit code 1)");
        browser.waitFor("rollcall-tally", "2 packages");
        browser.mark();

        // when
        list.replace("echo zlib 1.3; echo Bash 5.2; echo lib9 9; echo lib10 10");

        // then
        browser.waitFor("[data-package='zlib@list'] .version", "1.3");
        browser.waitFor("rollcall-tally", "5 packages");
        assertThat(browser.count("[data-package=list]")).isZero();
        assertThat(browser.texts("rollcall-entries .row .label"))
                .containsExactly("Shop", "Bash", "lib9", "lib10", "zlib");
        assertThat(browser.texts("rollcall-entries h2 .title")).containsExactly("OURS", "TROUBLE");
        assertThat(browser.isMarked()).isTrue();
    }

    @Test
    void theServersClockMoves() {
        browser.waitFor("rollcall-clock", ":");

        String first = browser.text("rollcall-clock time");
        String second = browser.waitForChange("rollcall-clock time", first);

        assertThat(second).matches("\\d\\d:\\d\\d:\\d\\d");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void theButtonClosesAndOpensTheConnection() {
        // when
        browser.click(BUTTON);

        // then
        browser.waitFor(STATE, "Closed");
        assertThat(browser.text(BUTTON)).isEqualTo("Open");
        assertThat(browser.count(".entries[data-old]")).isEqualTo(1);

        // when
        shop.replace("echo shop 5.0.0");
        browser.click(BUTTON);

        // then
        browser.waitFor(STATE, "Live");
        browser.waitFor(SHOP, "5.0.0");
        browser.waitFor(BUTTON, "Close");
    }

    @Test
    void comesBackByItselfWhenTheServerWasRestarted() throws Exception {
        // given
        browser.waitFor(STATE, "Live");
        browser.mark();

        // when
        assertThat(rollcall.terminate(5)).isZero();

        // then
        browser.waitFor(STATE, "Reconnecting");

        // when
        shop.replace("echo shop 6.0.0");
        rollcall.close();
        startServer(Integer.toString(address.getPort()));

        // then
        browser.waitFor(STATE, "Live");
        browser.waitFor(SHOP, "6.0.0");
        assertThat(browser.isMarked()).isTrue();
    }

    @Test
    void doesNotCallAServerLiveThatHasGoneSilent() throws Exception {
        // given
        browser.waitFor(STATE, "Live");
        String clock = browser.text("rollcall-clock time");
        for (int second = 0; second < 5; second++) {
            clock = browser.waitForChange("rollcall-clock time", clock);
        }

        // when: the process is stopped, which no connection notices
        signal("STOP");

        // then
        browser.waitFor(STATE, "Reconnecting");
        browser.waitFor("rollcall-clock", "last heard");
        assertThat(browser.count(".entries[data-old]")).isEqualTo(1);

        // when
        signal("CONT");

        // then
        browser.waitFor(STATE, "Live");
    }

    @Test
    void doesNotTakeAServerThatSeldomTellsTheTimeForSilent() throws Exception {
        // given: the time on joining, a little later at a whole interval, and then at each interval
        Vertx vertx = Vertx.vertx();
        try {
            AtomicInteger connections = new AtomicInteger();
            Promise<Void> told = Promise.promise();
            Router router = Router.router(vertx);
            router.get("/events").handler(context -> {
                connections.incrementAndGet();
                HttpServerResponse stream =
                        context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
                tellTime(stream);
                vertx.timer(100, TimeUnit.MILLISECONDS)
                        .compose(first -> tellTime(stream))
                        .compose(sent -> vertx.timer(7, TimeUnit.SECONDS))
                        .compose(second -> tellTime(stream))
                        .onComplete(sent -> told.tryComplete());
            });
            router.get().handler(StaticHandler.create("web"));
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS);

            // when
            browser.open("http://127.0.0.1:" + server.actualPort() + "/");
            told.future().await(20, TimeUnit.SECONDS);

            // then
            browser.waitFor(STATE, "Live");
            assertThat(connections).hasValue(1);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static Future<Void> tellTime(HttpServerResponse stream) {
        return stream.write("event: time\ndata: {\"epochMillis\":" + System.currentTimeMillis() + "}\n\n");
    }

    private void signal(String name) throws Exception {
        String pid = Long.toString(rollcall.process().pid());
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    @Test
    void showsMarkupAsText() {
        browser.waitFor("[data-package=hostile] .version", HOSTILE);

        assertThat(browser.text("[data-package=hostile] .label")).isEqualTo(HOSTILE);
        assertThat(browser.count("rollcall-entries img")).isZero();
        assertThat(browser.title()).isEqualTo("Rollcall");
    }

    @Test
    void saysSseInactiveUntilTheFirstEvent() throws Exception {
        // given: the page, and a stream on which nothing ever comes
        Vertx vertx = Vertx.vertx();
        try {
            Router router = Router.router(vertx);
            router.get("/events")
                    .handler(context -> context.response()
                            .setChunked(true)
                            .putHeader("Content-Type", "text/event-stream")
                            .write(":\n\n"));
            router.get().handler(StaticHandler.create("web"));
            HttpServer silent = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .await(10, TimeUnit.SECONDS);

            // when
            browser.open("http://127.0.0.1:" + silent.actualPort() + "/");

            // then
            browser.waitFor(STATE, "SSE inactive");
            browser.waitFor("rollcall-entries", "Waiting for the server");
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private void startServer(String port) throws Exception {
        rollcall = JarProcess.start(folder, "--conf", folder.resolve("c.json").toString(), "--port", port);
        address = rollcall.address();
    }
}
