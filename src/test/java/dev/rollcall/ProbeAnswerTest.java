package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigSource;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Script;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells of one entry, from the command to the answer. */
@Timeout(60)
class ProbeAnswerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SECRET = "hunter-2-secret";
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "TOKEN", SECRET);

    @TempDir
    Path folder;

    private final Vertx vertx = Transport.vertx();
    private Script shop;
    private Rollcall rollcall;

    @BeforeEach
    void start() throws Exception {
        shop = Script.in(folder, "shop", "echo shop 1.2.3");
        Script.in(folder, "list", "echo flask 3.0; echo rich 13.1");
        rollcall = Rollcall.start(vertx, config("--version"), ENVIRONMENT, Clock.systemUTC())
                .await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        rollcall.stop().eventually(vertx::close).await(20, TimeUnit.SECONDS);
    }

    @Test
    void tellsTheCommandItsPaceAndHowTheLastRunWent() throws Exception {
        // given
        Instant before = Instant.now().minusSeconds(30);

        // when
        JsonObject probe = probeWhen("shop", found -> found.containsKey("recent"));

        // then
        assertThat(probe.getJsonArray("command"))
                .isEqualTo(JsonArray.of(shop.path().toString(), "--version", "--token=${env:TOKEN}"));
        assertThat(probe.getString("every")).isEqualTo("1h");
        assertThat(probe.getString("timeout")).isEqualTo("7s");
        assertThat(probe.getString("outcome")).isEqualTo("ok");
        assertThat(probe.getLong("tookMillis")).isBetween(0L, 7_000L);
        assertThat(probe.getJsonObject("recent").getInteger("runs")).isPositive();
        assertThat(Instant.parse(probe.getString("ran"))).isBetween(before, Instant.now());
        // A run is known before the board that comes of it.
        answerWhen(
                "shop",
                found -> Objects.equals(
                        entry(found).getString("checked"), probe(found).getString("lastGood")));
    }

    @Test
    void tellsNobodyWhatCameOutOfAReference() throws Exception {
        // given
        probeWhen("shop", found -> found.containsKey("ran"));

        // then
        for (String path : new String[] {"api/versions/here/shop", "api/versions", "api/changes", "changes.atom"}) {
            assertThat(text(path)).as(path).isNotEmpty().doesNotContain(SECRET);
        }
    }

    @Test
    void tellsAnEntryOfAListingTheCommandOfTheListing() throws Exception {
        JsonObject probe = probeWhen("flask@python", found -> found.containsKey("ran"));

        assertThat(probe.getJsonArray("command")).isEqualTo(JsonArray.of(folder + "/list"));
        assertThat(probe.getString("outcome")).isEqualTo("ok");
    }

    @Test
    void keepsWhenItWasLastGoodWhileItFails() throws Exception {
        // given
        Instant good = Instant.parse(
                probeWhen("shop", found -> found.getString("lastGood") != null).getString("lastGood"));

        // when
        shop.replace("echo broken >&2; exit 3");

        // then
        JsonObject answer =
                answerWhen("shop", found -> "failed".equals(entry(found).getString("status")));
        JsonObject probe = probe(answer);
        JsonObject entry = entry(answer);
        assertThat(probe.getString("outcome")).isEqualTo("failed");
        Instant lastGood = Instant.parse(probe.getString("lastGood"));
        assertThat(entry.getString("version")).isEqualTo("1.2.3");
        // A look after the start may have read it well once more.
        assertThat(lastGood).isAfterOrEqualTo(good).isBefore(Instant.parse(entry.getString("checked")));
    }

    @Test
    void tellsAnotherCommandAsSoonAsItIsInForce() throws Exception {
        // given
        probeWhen("shop", found -> found.containsKey("ran"));

        // when
        rollcall.reconfigure(config("-V")).await(20, TimeUnit.SECONDS);

        // then
        assertThat(probe(answer("shop")).getJsonArray("command").getString(1)).isEqualTo("-V");
        probeWhen("shop", found -> found.containsKey("ran"));
    }

    @Test
    void saysNothingMoreOnTheStreamAndInTheState() throws Exception {
        // given
        probeWhen("shop", found -> found.containsKey("ran"));

        // then
        assertThat(Eventually.holds(PATIENCE, () -> entries().size() == 3)).isTrue();
        assertThat(entries().stream().map(JsonObject.class::cast).map(JsonObject::fieldNames))
                .containsOnly(
                        Set.of("host", "package", "label", "category", "version", "status", "since", "checked", "seq"));
    }

    private RollcallConfig config(String option) throws Exception {
        Path file = folder.resolve("rollcall.json");
        Files.writeString(file, """
                {"http": {"port": 0}, "history": {"file": null},
                 "collect": {"host": "here", "discover": false, "every": "1h", "timeout": "7s"},
                 "packages": [
                   {"name": "shop", "command": "%1$s/shop %2$s --token=${env:TOKEN}"},
                   {"name": "python", "command": ["%1$s/list"], "pattern": "(?m)^(?<name>\\\\S+) (?<version>\\\\S+)$"}]}
                """.formatted(folder, option));
        return ConfigSource.file(file, Set.of()).in(ENVIRONMENT).read().config();
    }

    private JsonArray entries() {
        return new JsonObject(text("api/versions")).getJsonArray("entries");
    }

    /** The member `probe` once it is so. */
    private JsonObject probeWhen(String name, Predicate<JsonObject> wanted) throws Exception {
        return probe(answerWhen(name, found -> wanted.test(probe(found))));
    }

    /** What is told of an entry once it is so. */
    private JsonObject answerWhen(String name, Predicate<JsonObject> wanted) throws Exception {
        assertThat(Eventually.holds(PATIENCE, () -> wanted.test(answer(name))))
                .as(() -> "what is told of " + name + ": " + answer(name))
                .isTrue();
        return answer(name);
    }

    private static JsonObject probe(JsonObject answer) {
        return answer.getJsonObject("probe", new JsonObject());
    }

    private static JsonObject entry(JsonObject answer) {
        return answer.getJsonObject("entry", new JsonObject());
    }

    private JsonObject answer(String name) {
        return new JsonObject(text("api/versions/here/" + name));
    }

    private String text(String path) {
        URI address = rollcall.address().resolve(path);
        return HTTP.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .join()
                .body();
    }
}
