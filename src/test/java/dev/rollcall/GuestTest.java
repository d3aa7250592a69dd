package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.HostApplication;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SessionHandler;
import io.vertx.ext.web.sstore.LocalSessionStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rollcall below a path of somebody else's application: its links, its manners, and its errors. */
@Timeout(60)
class GuestTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MOUNT = HostApplication.MOUNT;
    private static final String CONFIG = """
            { "collect": { "discover": false, "host": "h" }, "history": { "file": null },
              "packages": [ { "name": "it", "command": ["echo", "it 1.0"] } ] }
            """;
    /** Links of HTML, of modules and of style sheets. */
    private static final Pattern LINK =
            Pattern.compile("(?:href=|src=|from |import |import\\(|url\\()[\"'(]?([^\"'()#\\s>$]+)[\"')]");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    private final HostApplication host = new HostApplication();

    @BeforeEach
    void listen() throws Exception {
        host.listen(2);
    }

    @AfterEach
    void close() throws Exception {
        host.close();
    }

    @Test
    void answersEveryLinkOfThePageBelowTheMount() throws Exception {
        // given
        host.mount(CONFIG);
        await(MOUNT + "/api/versions", "1.0");
        Set<URI> seen = new LinkedHashSet<>();
        Deque<URI> open = new ArrayDeque<>(
                Set.of(host.address().resolve(MOUNT + "/"), host.address().resolve(MOUNT + "/api.html")));

        // when
        while (!open.isEmpty()) {
            URI address = open.remove();
            if (!seen.add(address) || address.getPath().endsWith("/events")) {
                continue;
            }
            HttpResponse<String> answer = get(address);

            // then
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            assertThat(address.getPath()).startsWith(MOUNT + "/");
            String type = answer.headers().firstValue("content-type").orElseThrow();
            if (type.matches("text/(html|css|javascript).*")) {
                Matcher links = LINK.matcher(answer.body());
                while (links.find()) {
                    open.add(address.resolve(links.group(1)));
                }
            }
        }
        assertThat(seen).extracting(URI::getPath).contains(MOUNT + "/js/page.js", MOUNT + "/css/page.css");
        assertThat(seen).hasSizeGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/versions",
                "/api/versions/h/it",
                "/api/changes?limit=5",
                "/api/diff?from=0",
                "/changes.atom",
                "/metrics",
                "/health/live",
                "/health/ready",
                "/schema/config.json",
                "/icon.svg",
                "/api/summary",
                "/badge/h/it.svg",
                "/badge/h/it.json",
                "/openapi.json",
                "/embed?theme=dark",
                "/rollcall.js"
            })
    void answersBelowTheMount(String path) throws Exception {
        host.mount(CONFIG);
        await(MOUNT + "/api/versions", "1.0");

        assertThat(get(host.address().resolve(MOUNT + path)).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsItsHealthAndMetricsWhateverIsSaidOfManagement() throws Exception {
        // given: a port that nobody opens for a guest
        host.mount(CONFIG.replaceFirst("\\{", "{ \"http\": { \"management\": { \"port\": 9080 } },"));

        for (String path : Set.of("/metrics", "/health/live", "/health/ready")) {
            assertThat(get(MOUNT + path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void linksToTheNextPageRelatively() throws Exception {
        // given: two changes
        host.mount("""
                { "collect": { "discover": false, "host": "h" }, "history": { "file": null },
                  "packages": [ { "name": "a", "command": ["echo", "a 1.0"] }, { "name": "b", "command": ["echo", "b 1.0"] } ] }
                """);
        await(MOUNT + "/api/changes", "\"a\"");
        await(MOUNT + "/api/changes", "\"b\"");

        // when
        URI first = host.address().resolve(MOUNT + "/api/changes?limit=1");
        String link = get(first).headers().firstValue("link").orElseThrow();

        // then
        URI next = first.resolve(link.substring(1, link.indexOf('>')));
        assertThat(next.getPath()).isEqualTo(MOUNT + "/api/changes");
        assertThat(get(next).statusCode()).isEqualTo(200);
    }

    @Test
    void leadsToThePathWithTheSlashAndKeepsTheQuery() throws Exception {
        host.mount(CONFIG);
        URI without = host.address().resolve(MOUNT + "?package=it&x=%20y");

        HttpResponse<String> answer = get(without);

        assertThat(answer.statusCode()).isEqualTo(308);
        String location = answer.headers().firstValue("location").orElseThrow();
        assertThat(without.resolve(location)).isEqualTo(host.address().resolve(MOUNT + "/?package=it&x=%20y"));
        assertThat(location).startsWith("./");
    }

    @Test
    void leadsFromASlashTooManyToThePage() throws Exception {
        host.mount(CONFIG);
        URI with = host.address().resolve(MOUNT + "/embed/?theme=dark");

        HttpResponse<String> answer = get(with);

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(with.resolve(answer.headers().firstValue("location").orElseThrow()))
                .isEqualTo(host.address().resolve(MOUNT + "/embed?theme=dark"));
    }

    @Test
    void livesBelowAPathWithParameters() throws Exception {
        // given
        Rollcall rollcall = host.create(CONFIG);
        host.app().route("/tenants/:tenant/versions/*").subRouter(rollcall.router());
        await("/tenants/one/versions/api/versions", "1.0");

        // then
        assertThat(get("/tenants/one/versions/").statusCode()).isEqualTo(200);
        assertThat(get("/tenants/one/versions/css/page.css").statusCode()).isEqualTo(200);
        assertThat(get("/tenants/one/versions/api/versions/h/it").body()).contains("\"entry\"");
    }

    @Test
    void saysItselfWhatIsNotBelowTheMountAndLeavesTheHostItsErrors() throws Exception {
        host.mount(CONFIG);

        HttpResponse<String> ours = get(MOUNT + "/nothing");
        assertThat(ours.statusCode()).isEqualTo(404);
        assertThat(ours.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(get(MOUNT + "/api/changes?limit=x").statusCode()).isEqualTo(400);
        HttpResponse<String> posted = HTTP.send(
                HttpRequest.newBuilder(host.address().resolve(MOUNT + "/api/versions"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("allow")).hasValue("GET, HEAD");

        assertThat(get("/nothing").body()).isEqualTo("the host knows no such page");
        assertThat(get("/ops/nothing").body()).isEqualTo("the host knows no such page");
        assertThat(get("/ops/versions-of-others").body()).isEqualTo("the host knows no such page");
        assertThat(get("/broken").body()).isEqualTo("the host failed");
        assertThat(get("/own").body()).isEqualTo("the host's own");
    }

    @Test
    void leavesItToTheHostToSayWhoMayComeIn() throws Exception {
        host.before().handler(context -> {
            if ("secret".equals(context.request().getHeader("x-key"))) {
                context.next();
            } else {
                context.fail(401);
            }
        });
        host.mount(CONFIG);

        assertThat(get(MOUNT + "/api/versions").body()).isEqualTo("the host says who may");
        try (SseSocket client = SseSocket.open(host.address(), MOUNT + "/events", "X-Key: secret")) {
            assertThat(client.next().name()).isEqualTo("versions");
        }
    }

    @Test
    void streamsBehindHandlersOfBodiesAndSessionsAndKeepsTheirCookie() throws Exception {
        // given
        host.before().handler(BodyHandler.create());
        host.before().handler(SessionHandler.create(LocalSessionStore.create(host.vertx())));
        host.before().handler(context -> {
            context.session().put("seen", true);
            context.next();
        });
        host.mount(CONFIG);

        // when
        try (SseSocket client = SseSocket.open(host.address(), MOUNT + "/events")) {

            // then
            assertThat(client.headers().get("set-cookie")).contains("vertx-web.session=");
            assertThat(client.next().name()).isEqualTo("versions");
        }
        assertThat(get(MOUNT + "/metrics").body()).contains("rollcall_stream_joins_total{writer=\"response\"} 1.0");
    }

    @Test
    void sendsTheCookieThatAHandlerOfTheHostAdds() throws Exception {
        host.before().handler(context -> {
            context.response().addCookie(io.vertx.core.http.Cookie.cookie("of", "host"));
            context.next();
        });
        host.mount(CONFIG);

        try (SseSocket client = SseSocket.open(host.address(), MOUNT + "/events")) {
            assertThat(client.headers().get("set-cookie")).contains("of=host");
            assertThat(client.next().name()).isEqualTo("versions");
        }
    }

    @Test
    void keepsTwoRollcallsOfOneApplicationApart() throws Exception {
        // given
        Rollcall first = host.mount(CONFIG);
        Rollcall second = host.create("""
                { "collect": { "discover": false, "host": "h", "workers": 1 }, "history": { "file": null },
                  "packages": [ { "name": "other", "command": ["echo", "other 2.0"] } ] }
                """);
        host.app().route("/others/*").subRouter(second.router());

        // then
        await(MOUNT + "/api/versions", "1.0");
        await("/others/api/versions", "2.0");
        assertThat(new JsonObject(get(MOUNT + "/api/versions").body()).getJsonArray("entries"))
                .hasSize(1);
        assertThat(new JsonObject(get("/others/api/versions").body()).getJsonArray("entries"))
                .hasSize(1);

        // when
        first.stop().await();

        // then
        try (SseSocket client = SseSocket.open(host.address(), "/others/events")) {
            assertThat(client.next("versions").data()).contains("\"other\"");
        }
    }

    private void await(String path, String text) {
        assertThat(Eventually.holds(PATIENCE, () -> {
                    try {
                        return get(path).body().contains(text);
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                }))
                .isTrue();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(host.address().resolve(path));
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }
}
