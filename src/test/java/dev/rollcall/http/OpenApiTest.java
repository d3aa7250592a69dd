package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.http.ApiDocument.Parameter;
import dev.rollcall.inventory.Asked;
import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Subject;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds /openapi.json, the page about it and what is really answered together. */
class OpenApiTest {
    private static final ApiDocument DOCUMENT = new ApiDocument();
    private static final String JSON = "application/json";
    private static final String STREAM = "/events";
    /** What its query says is read in the browser. */
    private static final String FRAME = "/embed";
    /** The names that its script reads. */
    private static final Pattern IN_THE_BROWSER = Pattern.compile("const LISTS = \\[[^]]*]|(?m)^  \\w+: /");

    private static final Pattern NAME = Pattern.compile("[a-z]+");
    /** Whatever reads a parameter of a query. */
    private static final Pattern TAKEN =
            Pattern.compile("\\b(?:getParam|names|moment|one)\\(\\s*(?:\\w+(?:\\.request\\(\\))?,\\s*)?\"(\\w+)\"");

    @TempDir
    Path folder;

    private PastRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new PastRig(folder);
        rig.http().serving().readiness().advanceTo(Readiness.Phase.READY);
        for (int i = 1; i <= 3; i++) {
            rig.store().add(Row.upgrade(i, Instant.now().minusSeconds(60 - i), "nginx", "1.2" + i, "1.2" + (i + 1)));
            rig.http().found(new EntryKey("web1", "nginx"), "1.2" + (i + 1));
        }
        told("broken", new Reading.Failed("exit code 1", "it said no"));
        told("gone", new Reading.Absent("it is not there"));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void isADocumentOfOpenApi() throws Exception {
        OpenAPIVersion version = OpenAPIVersion.fromContract(DOCUMENT.json());
        // One that finds files in jars, which ours does not.
        Vertx vertx = Vertx.vertx();
        try {
            OutputUnit verdict = version.getRepository(vertx, "https://rollcall.invalid/")
                    .compose(schemas -> version.validateContract(vertx, schemas, DOCUMENT.json()))
                    .await(20, TimeUnit.SECONDS);

            assertThat(version).isEqualTo(OpenAPIVersion.V3_1);
            assertThat(verdict.getErrors()).isNullOrEmpty();
            assertThat(verdict.getValid()).isTrue();
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
        assertThat(rig.json("openapi.json")).isEqualTo(DOCUMENT.json());
    }

    @Test
    void namesEachRouteAndNothingThatIsNotAnswered() throws Exception {
        // given
        Set<String> routes = Routes.router(
                        rig.http().vertx(),
                        rig.http().serving(),
                        Assets.load(),
                        request -> {
                            throw new AssertionError("nobody joins");
                        },
                        more -> Routes.inside(
                                more, rig.http().vertx(), rig.http().serving()))
                .getRoutes()
                .stream()
                .map(Route::getPath)
                .filter(Objects::nonNull)
                .map(path -> path.replaceAll(":(\\w+)", "{$1}"))
                .collect(Collectors.toSet());
        // Files of the page.
        assertThat(routes.remove("/")).isTrue();

        // then
        assertThat(DOCUMENT.paths()).containsAll(routes);
        Set<String> files = new HashSet<>(DOCUMENT.paths());
        files.removeAll(routes);
        assertThat(files).hasSizeGreaterThan(5);
        for (String file : files) {
            assertThat(rig.get(file.substring(1)).statusCode()).as(file).isEqualTo(200);
        }
    }

    static Stream<String> paths() {
        return DOCUMENT.paths().stream().filter(path -> !path.equals(STREAM));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isWhatIsAnswered(String path) throws Exception {
        HttpResponse<String> answer = rig.get(ApiDocument.asked(path, "nginx"));

        assertThat(answer.statusCode()).isEqualTo(200);
        isDocumented(path, answer);
        answer.headers().firstValue("etag").ifPresent(tag -> {
            assertThat(DOCUMENT.statuses(path)).contains("304");
        });
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isWhatIsAnsweredOfWhatIsNotThere(String path) throws Exception {
        HttpResponse<String> answer = rig.get(ApiDocument.asked(path, "nobody-knows-it"));

        assertThat(answer.statusCode()).isEqualTo(DOCUMENT.statuses(path).contains("404") ? 404 : 200);
        isDocumented(path, answer);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isWhatIsAnsweredWithoutAHistory(String path) throws Exception {
        rig.archive().breakDown();

        HttpResponse<String> answer = rig.get(ApiDocument.asked(path, "nginx"));

        boolean asksTheHistory = DOCUMENT.statuses(path).contains("503") && !path.startsWith("/health/");
        assertThat(answer.statusCode()).isEqualTo(asksTheHistory ? 503 : 200);
        isDocumented(path, answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "gone"})
    void entriesThatAreNotWellAreAsItSays(String name) throws Exception {
        isDocumented("/api/versions/{host}/{package}", rig.get("api/versions/web1/" + name));
        isDocumented("/badge/{host}/{package}.json", rig.get("badge/web1/" + name + ".json"));
    }

    @Test
    void howAnEntryIsAskedAboutIsAsItSays() {
        // given
        EntryKey key = new EntryKey("web1", "nginx");
        Entry entry = rig.http().serving().state().get().entry(key).orElseThrow();
        Asked asked = new Asked(
                List.of("nginx", "-v"),
                Duration.ofSeconds(90),
                Duration.ofMillis(500),
                Optional.of(new Asked.LastRun(Instant.now(), "ok", Duration.ofMillis(3))),
                Optional.of(new Asked.Recent(20, Duration.ofMillis(3), Duration.ofMillis(9))));

        // when
        JsonObject probe = new Details(any -> Optional.of(asked), any -> Optional.of(Instant.now())).json(entry);

        // then
        assertThat(probe.fieldNames())
                .isEqualTo(DOCUMENT.schema("Probe").getJsonObject("properties").fieldNames());
        assertThat(DOCUMENT.complaints("Probe", probe)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/changes", "/api/diff"})
    void tablesAreAsItSays(String path) throws Exception {
        isDocumented(path, rig.get(ApiDocument.asked(path, "nginx"), "Accept", "text/csv"));
    }

    @Test
    void eventsAreAsItSays() throws Exception {
        try (SseSocket client = SseSocket.open(rig.http().address(), STREAM)) {
            isEvent("VersionsEvent", client.next("versions"));
            isEvent("TimeEvent", client.next("time"));
            told("broken", new Reading.Gone());
            rig.http().found(new EntryKey("web1", "nginx"), "2");
            SseSocket.Event change = client.next("change");
            isEvent("ChangeEvent", change);
            assertThat(change.data()).contains("\"removed\":true");
            rig.http().stop();
            isEvent("ByeEvent", client.next("bye"));
        }
    }

    static Stream<Parameter> queryParameters() {
        return DOCUMENT.queryParameters().stream().filter(one -> !one.path().equals(FRAME));
    }

    @ParameterizedTest
    @MethodSource("queryParameters")
    void eachParameterMakesADifference(Parameter parameter) throws Exception {
        // given: what no parameter is by itself
        String value = parameter.name().equals("lastEventId")
                ? rig.http().serving().state().get().cursor().toString()
                : "nobody";
        String path = ApiDocument.asked(parameter.path(), "nginx");

        // when
        String plain = answer(path);
        String with = answer(path.replaceFirst("from=0$", "")
                + (path.contains("?") ? "&" : "?")
                + parameter.name()
                + '='
                + value
                + (parameter.name().equals("to") ? "&from=0" : ""));

        // then
        assertThat(with).isNotEqualTo(plain);
        if (with.startsWith("400")) {
            assertThat(DOCUMENT.statuses(parameter.path())).contains("400");
            assertThat(DOCUMENT.complaints("Problem", new JsonObject(with.substring(3))))
                    .isEmpty();
            assertThat(with).contains(parameter.name());
        }
    }

    @Test
    void namesEachParameterThatIsTaken() throws Exception {
        Set<String> taken = new HashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/rollcall/http"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                TAKEN.matcher(Files.readString(source)).results().forEach(one -> taken.add(one.group(1)));
            }
        }

        assertThat(queryParameters().map(Parameter::name).collect(Collectors.toSet()))
                .isEqualTo(taken);
    }

    @Test
    void namesEachParameterThatAFrameTakes() throws Exception {
        List<String> asked = IN_THE_BROWSER
                .matcher(Files.readString(Path.of("web/js/embed.js")))
                .results()
                .flatMap(found ->
                        NAME.matcher(found.group().replace("const", "")).results())
                .map(MatchResult::group)
                .toList();

        assertThat(asked).contains("package", "theme");
        assertThat(DOCUMENT.queryParameters().stream()
                        .filter(one -> one.path().equals(FRAME))
                        .map(Parameter::name))
                .containsExactlyInAnyOrderElementsOf(asked);
    }

    static Stream<String> schemas() {
        return DOCUMENT.schemas().stream();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void itsExamplesAreWhatItSays(String schema) {
        JsonArray examples = DOCUMENT.schema(schema).getJsonArray("examples", new JsonArray());

        assertThat(examples.isEmpty()).isEqualTo(!schema.endsWith("Event"));
        assertThat(examples)
                .allSatisfy(example ->
                        assertThat(DOCUMENT.complaints(schema, example)).isEmpty());
    }

    @Test
    void thePageAboutItNamesEachPathEventAndParameter() throws Exception {
        String page = rig.get("api.html").body();

        assertThat(DOCUMENT.paths())
                .allSatisfy(
                        path -> assertThat(page).contains('>' + (path.equals("/") ? "./" : path.substring(1)) + '<'));
        assertThat(List.of("versions", "change", "time", "bye"))
                .allSatisfy(event -> assertThat(page).contains("<code>" + event + "</code>"));
        assertThat(DOCUMENT.queryParameters())
                .allSatisfy(one -> assertThat(page).contains("<code>" + one.name() + "=</code>"));
    }

    private static void isEvent(String schema, SseSocket.Event event) {
        assertThat(DOCUMENT.complaints(schema, new JsonObject(event.data()))).isEmpty();
    }

    /** Its status, its type, its headers and, where it is JSON, each member. */
    private static void isDocumented(String path, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("content-type").orElseThrow().replaceFirst(";.*", "");
        assertThat(DOCUMENT.statuses(path)).contains(Integer.toString(answer.statusCode()));
        assertThat(DOCUMENT.content(path, answer.statusCode())).containsKey(type);
        assertThat(DOCUMENT.headerComplaints(path, answer.statusCode(), answer.headers()))
                .isEmpty();
        if (type.equals(JSON) || type.equals(ProblemJson.TYPE)) {
            JsonObject schema = DOCUMENT.content(path, answer.statusCode()).get(type);
            assertThat(DOCUMENT.complaints(schema, new JsonObject(answer.body())))
                    .as(answer.body())
                    .isEmpty();
        }
    }

    /** The status and what is there, without what changes by itself. */
    private String answer(String path) throws Exception {
        if (path.startsWith("events")) {
            try (SseSocket client = SseSocket.open(rig.http().address(), '/' + path)) {
                if (client.status() != 200) {
                    return client.status() + rig.get(path).body();
                }
                SseSocket.Event first = client.next();
                return client.status() + first.name() + (first.name().equals("time") ? "" : first.data());
            }
        }
        HttpResponse<String> answer = rig.get(path);
        return answer.statusCode() + answer.body();
    }

    private void told(String name, Reading.Outcome outcome) {
        rig.http().told(new Subject(new EntryKey("web1", name), name, "Other"), outcome);
    }
}
