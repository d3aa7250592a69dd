package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final HttpConfig HTTP =
            new HttpConfig("127.0.0.1", 8080, Duration.ofSeconds(1), ByteSize.ofKiB(32), 0);
    private static final StreamConfig STREAM = new StreamConfig(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            15_000,
            15_000,
            10_000,
            200,
            Duration.ofMinutes(1),
            true,
            true);
    private static final CollectConfig COLLECT = new CollectConfig(
            Duration.ofMinutes(1), Duration.ofSeconds(10), 4, ByteSize.ofKiB(64), 10_000, true, true, null, null);

    private static final HistoryConfig HISTORY = new HistoryConfig("data/rollcall.db", Duration.ofDays(400));

    private final ConfigReader reader = new ConfigReader(Set.of("nginx", "kernel")::contains);

    @Test
    void hasADefaultForEverything() throws Exception {
        assertThat(read("{}"))
                .isEqualTo(new RollcallConfig(HTTP, STREAM, COLLECT, HISTORY, MetricsConfig.DEFAULT, List.of()));
    }

    @Test
    void readsTheExampleOfTheDesign() throws Exception {
        // when
        RollcallConfig config = read("""
                {
                  "$schema": "rollcall.schema.json",
                  "http":    { "host": "127.0.0.1", "port": 8080 },
                  "stream":  { "time": "1s", "retry": "5s", "heartbeat": "15s", "clients": 15000 },
                  "collect": { "every": "1m", "timeout": "10s", "workers": 4, "output": "64KiB",
                               "discover": true, "watch": true },
                  "history": { "file": "data/rollcall.db", "keep": "400d" },
                  "packages": [
                    "nginx",
                    { "name": "kernel", "label": "Linux kernel", "command": ["uname", "-r"], "every": "10m" },
                    { "name": "shop", "command": ["/opt/shop/bin/shop", "--version"],
                      "pattern": "build (?<version>\\\\S+)" }
                  ]
                }
                """);

        // then
        assertThat(config.http()).isEqualTo(HTTP);
        assertThat(config.stream()).isEqualTo(STREAM);
        assertThat(config.collect()).isEqualTo(COLLECT);
        assertThat(config.packages().subList(0, 2))
                .containsExactly(
                        new PackageConfig("nginx", null, null, null, null, null, null),
                        new PackageConfig(
                                "kernel",
                                "Linux kernel",
                                null,
                                List.of("uname", "-r"),
                                null,
                                Duration.ofMinutes(10),
                                null));
        PackageConfig shop = config.packages().get(2);
        assertThat(shop.command()).containsExactly("/opt/shop/bin/shop", "--version");
        assertThat(shop.pattern()).hasToString("build (?<version>\\S+)");
        assertThat(config.history()).isEqualTo(HISTORY);
    }

    @Test
    void takesEveryValueFromTheFile() throws Exception {
        // when
        RollcallConfig config = read("""
                {
                  "http": { "host": "::1", "port": 0, "drain": "3s", "sendBuffer": "4KiB", "warmUp": 7,
                            "limits": { "connections": 1, "idle": 2, "idleTime": "3s", "requestTime": "4s", "answers": 5,
                                        "answerTime": "6s", "headerSize": "7KiB", "uriSize": "800B" },
                            "tls": { "certificate": "cert.pem", "key": "key.pem" },
                            "management": { "host": "10.0.0.1", "port": 9081 },
                            "proxies": ["10.0.0.0/8", "::1"], "origins": ["*", "https://a.example:8443"],
                            "frameAncestors": ["self", "http://[::1]"] },
                  "stream": { "time": "2s", "retry": "100ms", "heartbeat": "1h", "clients": 1, "clientsPerAddress": 4, "joins": 2,
                              "filters": 3, "lag": "90s", "gzip": false, "direct": false },
                  "collect": { "every": "7d", "timeout": "10m", "workers": 256, "output": "16MiB", "entries": 500,
                               "discover": false, "watch": false, "host": "web-1.example.org", "user": "nobody" },
                  "history": { "file": "/var/lib/rollcall.db", "keep": "90d" },
                  "metrics": { "entries": 0 },
                  "packages": [{ "name": "shop", "label": "Web shop", "category": "Service", "command": "shop -v",
                                 "every": "12h", "timeout": "500ms" }]
                }
                """);

        // then
        assertThat(config)
                .isEqualTo(new RollcallConfig(
                        new HttpConfig(
                                "::1",
                                0,
                                Duration.ofSeconds(3),
                                ByteSize.ofKiB(4),
                                7,
                                new LimitsConfig(
                                        1,
                                        2,
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(4),
                                        5,
                                        Duration.ofSeconds(6),
                                        ByteSize.ofKiB(7),
                                        new ByteSize(800)),
                                new TlsConfig("cert.pem", "key.pem"),
                                new ManagementConfig("10.0.0.1", 9081),
                                List.of("10.0.0.0/8", "::1"),
                                List.of("*", "https://a.example:8443"),
                                List.of("self", "http://[::1]")),
                        new StreamConfig(
                                Duration.ofSeconds(2),
                                Duration.ofMillis(100),
                                Duration.ofHours(1),
                                1,
                                4,
                                2,
                                3,
                                Duration.ofSeconds(90),
                                false,
                                false),
                        new CollectConfig(
                                Duration.ofDays(7),
                                Duration.ofMinutes(10),
                                256,
                                ByteSize.ofKiB(16 * 1024),
                                500,
                                false,
                                false,
                                "web-1.example.org",
                                "nobody"),
                        new HistoryConfig("/var/lib/rollcall.db", Duration.ofDays(90)),
                        new MetricsConfig(0),
                        List.of(new PackageConfig(
                                "shop",
                                "Web shop",
                                "Service",
                                List.of("shop", "-v"),
                                null,
                                Duration.ofHours(12),
                                Duration.ofMillis(500)))));
    }

    @Test
    void takesAPatternWithNameAndVersionForAListing() throws Exception {
        // when
        RollcallConfig config = read("""
                {"packages": [
                  {"name": "%s", "command": "l", "pattern": "(?<version>v) (?P<name>n)"},
                  {"name": "shop", "command": "s", "pattern": "(?<version>v) (?<names>n)"},
                  {"name": "till", "command": "t"}]}
                """.formatted("l".repeat(50)));

        // then
        assertThat(config.packages()).extracting(PackageConfig::isListing).containsExactly(true, false, false);
    }

    @Test
    void splitsACommandLineOnSpacesAndKnowsNoQuotes() throws Exception {
        assertThat(command("\"  sh   -c 'echo  $HOME' \"")).containsExactly("sh", "-c", "'echo", "$HOME'");
    }

    @Test
    void keepsTheArgumentsOfAListAsTheyStand() throws Exception {
        assertThat(command("[\"sh\", \"-c\", \"echo 1.0 | cat\", \"\"]"))
                .containsExactly("sh", "-c", "echo 1.0 | cat", "");
    }

    @Test
    void leavesThePackagesOfTheCatalogueTheirCommand() throws Exception {
        // when
        RollcallConfig config = read("{\"packages\": [{\"name\": \"nginx\", \"every\": \"5m\"}]}");

        // then
        PackageConfig nginx = new PackageConfig("nginx", null, null, null, null, Duration.ofMinutes(5), null);
        assertThat(config.packages()).containsExactly(nginx);
    }

    @Test
    void saysEverythingThatIsWrongAtOnceInTheOrderOfTheFile() {
        // given
        String json = """
                {
                  "packages": [
                    "ngnix",
                    { "name": "shop", "command": "shop", "evry": "1m" }
                  ],
                  "collect": { "every": "1 minute",
                      "workers": 0 },
                  "http": { "port": "8080" },
                  "strem": {}
                }
                """;

        // when
        InvalidConfigException e = problemsOf(json);

        // then
        assertThat(e.problems())
                .extracting(problem -> problem.pointer() + " " + problem.line() + ":" + problem.column())
                .containsExactly(
                        "/packages/0 3:5",
                        "/packages/1/evry 4:50",
                        "/collect/every 6:25",
                        "/collect/workers 7:18",
                        "/http/port 8:21",
                        "/strem 9:12");
        assertThat(e.getMessage().lines())
                .hasSize(7)
                .startsWith("rollcall.json: 6 problems:")
                .contains("  /collect/workers (line 7, column 18): found 0; must be from 1 to 256");
    }

    @Test
    void saysOneProblemInTheSingular() {
        assertThat(problemsOf("{\"http\": {\"port\": true}}").getMessage().lines())
                .containsExactly(
                        "rollcall.json: 1 problem:",
                        "  /http/port (line 1, column 19): found true; must be a whole number from 0 to 65535");
    }

    @Test
    void readsAFileThatBeginsWithAByteOrderMark(@TempDir Path folder) throws Exception {
        // given
        Path file = Files.writeString(folder.resolve("rollcall.json"), "\uFEFF{\"http\": {\"port\": 1}}");

        // when
        RollcallConfig config = ConfigSource.file(file, Set.of()).read().config();

        // then
        assertThat(config.http().port()).isEqualTo(1);
    }

    @Test
    void refusesAFileThatIsNotUtf8(@TempDir Path folder) throws IOException {
        // given
        byte[] latin1 = "{\"collect\": {\"host\": \"Zürich\"}}".getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("rollcall.json"), latin1);

        // when
        InvalidConfigException e = catchThrowableOfType(
                InvalidConfigException.class,
                () -> ConfigSource.file(file, Set.of()).read());

        // then
        assertThat(e.problems())
                .containsExactly(new Problem(file.toString(), "", 1, 1, "bytes that are not UTF-8", "JSON in UTF-8"));
        assertThat(e).hasMessageStartingWith(file + ": 1 problem");
    }

    @Test
    void refusesAnEmptyFile(@TempDir Path folder) throws IOException {
        // given
        Path file = Files.createFile(folder.resolve("rollcall.json"));

        // when
        InvalidConfigException e = catchThrowableOfType(
                InvalidConfigException.class,
                () -> ConfigSource.file(file, Set.of()).read());

        // then
        assertThat(e.problems())
                .containsExactly(new Problem(file.toString(), "", 1, 1, "nothing", "a JSON object; {} is enough"));
    }

    @Test
    void leavesAFileThatIsNotThereToTheCaller(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        ConfigSource.file(folder.resolve("none.json"), Set.of()).read())
                .isInstanceOf(UnreadableConfigException.class);
    }

    private List<String> command(String json) throws InvalidConfigException {
        RollcallConfig config = read("{\"packages\": [{\"name\": \"shop\", \"command\": " + json + "}]}");
        return config.packages().get(0).command();
    }

    private InvalidConfigException problemsOf(String json) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(json));
    }

    private RollcallConfig read(String json) throws InvalidConfigException {
        return reader.read("rollcall.json", json);
    }
}
