package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken configuration a row: each has exactly one problem, and a person must be able to find and mend it. */
class BrokenConfigTest {
    private static final String DURATION = "a duration with its unit";
    private static final String SIZE = "a size with its unit";
    private static final String NAME = "1 to 100 letters, digits";
    private static final String LABEL = "1 to 100 characters without line breaks";
    /** Would compile to a thousand million instructions. */
    private static final String EXPLODING = "(?<version>(?:(?:a{1000}){1000}){1000})";

    private static final String COMMAND = "with the program first";

    private final ConfigReader reader = new ConfigReader(Set.of("nginx", "kernel")::contains);

    /** A configuration, and what is said of it. */
    record Broken(String json, String pointer, String found, String rule) {
        @Override
        public String toString() {
            return json.length() <= 100 ? json : json.substring(0, 100) + "…";
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("all")
    void saysWhereWhatAndWhy(Broken broken) {
        // when
        InvalidConfigException e = problemsOf(broken.json());

        // then
        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(broken.pointer());
            assertThat(problem.found()).isEqualTo(broken.found());
            assertThat(problem.rule()).contains(broken.rule());
            assertThat(problem.toString()).hasLineCount(1);
        });
    }

    static Stream<Broken> all() {
        return Stream.of(
                        http(),
                        limits(),
                        access(),
                        values(),
                        collecting(),
                        recording(),
                        keys(),
                        packages(),
                        commands(),
                        patterns(),
                        listings())
                .flatMap(rows -> rows);
    }

    static Stream<Broken> http() {
        String file = "the name of a PEM file";
        String whole = "a whole number from 0 to 65535";
        return Stream.of(
                value("http", "host", "\"[::1]\"", "\"[::1]\"", "an address or a host name"),
                value("http", "host", "[]", "[]", "an address or a host name"),
                value("http", "port", "true", "true", whole),
                value("http", "port", "\"\"", "\"\"", whole),
                value("http", "drain", "1", "1", DURATION),
                value("http", "drain", "\"1 second\"", "\"1 second\"", DURATION),
                value("http", "sendBuffer", "\"4095B\"", "\"4095B\"", "from 4KiB to 4MiB"),
                value("http", "warmUp", "-1", "-1", "from 0 to 100000"),
                value("http", "warmUp", "100001", "100001", "from 0 to 100000"),
                value("http", "warmUp", "\"2000\"", "\"2000\"", "a whole number from 0 to 100000"),
                value("http", "warmUp", "false", "false", "a whole number from 0 to 100000"),
                value("http", "limits", "[]", "[]", "an object"),
                value("http", "tls", "true", "true", "an object"),
                value("http", "tls", "{\"key\": \"k\"}", "", "an object", "an object with a \"certificate\""),
                value("http", "tls", "{\"certificate\": \"c\"}", "", "an object", "an object with a \"key\""),
                value("http", "tls", "{\"certificate\": 1, \"key\": \"k\"}", "/certificate", "1", file),
                value("http", "tls", "{\"certificate\": \"c\", \"key\": \" \"}", "/key", "\" \"", file),
                value("http", "tls", "{\"certificate\": \"c\", \"key\": \"keys/\"}", "/key", "\"keys/\"", file),
                value("http", "management", "9080", "9080", "an object"),
                value("http", "management", "{\"port\": 65536}", "/port", "65536", "from 0 to 65535"),
                value("http", "management", "{\"port\": \"9080\"}", "/port", "\"9080\"", whole),
                value("http", "management", "{\"host\": \"\"}", "/host", "\"\"", "an address or a host name"),
                value("http", "management", "{\"prot\": 1}", "/prot", "an unknown key", "one of host, port"));
    }

    static Stream<Broken> limits() {
        return Stream.of(
                limit("connections", "0", "0", "from 1 to 1000000"),
                limit("connections", "\"18000\"", "\"18000\"", "a whole number from 1 to 1000000"),
                limit("idle", "1000001", "1000001", "from 1 to 1000000"),
                limit("idle", "null", "null", "a whole number from 1 to 1000000"),
                limit("idleTime", "60", "60", DURATION),
                limit("idleTime", "\"61m\"", "\"61m\"", "from 1s to 1h"),
                limit("requestTime", "\"10sec\"", "\"10sec\"", DURATION),
                limit("requestTime", "\"50ms\"", "\"50ms\"", "from 100ms to 1h"),
                limit("answers", "1.5", "1.5", "a whole number from 1 to 1000000"),
                limit("answers", "-500", "-500", "from 1 to 1000000"),
                limit("answerTime", "\"500ms\"", "\"500ms\"", "from 1s to 1h"),
                limit("answerTime", "{}", "{}", DURATION),
                limit("headerSize", "16384", "16384", SIZE),
                limit("headerSize", "\"2MiB\"", "\"2MiB\"", "from 1KiB to 1MiB"),
                limit("uriSize", "\"8kib\"", "\"8kib\"", SIZE),
                limit("uriSize", "\"255B\"", "\"255B\"", "from 256B to 1MiB"),
                limit("requesttime", "\"1s\"", "an unknown key", "requestTime, answers"));
    }

    static Stream<Broken> access() {
        String origin = "an origin such as \"https://ops.example.org\"";
        return Stream.of(
                value("http", "proxies", "\"10.0.0.1\"", "\"10.0.0.1\"", "an array"),
                value("http", "proxies", "[\"10.0.0.0/33\"]", "/0", "\"10.0.0.0/33\"", "an IP address"),
                value("http", "proxies", "[\"::1\", \"proxy.example\"]", "/1", "\"proxy.example\"", "an IP address"),
                value("http", "proxies", "[10]", "/0", "10", "an IP address, or a network"),
                value("http", "origins", "{}", "{}", "an array"),
                value("http", "origins", "[\"https://a.example/\"]", "/0", "\"https://a.example/\"", origin),
                value("http", "origins", "[\"a.example\"]", "/0", "\"a.example\"", origin),
                value("http", "origins", "[null]", "/0", "null", origin),
                value("http", "frameAncestors", "\"self\"", "\"self\"", "an array"),
                value("http", "frameAncestors", "[\"*\"]", "/0", "\"*\"", origin),
                value("http", "frameAncestors", "[\"'self'\"]", "/0", "\"'self'\"", origin));
    }

    static Stream<Broken> collecting() {
        return Stream.of(
                value("stream", "retry", "5", "5", DURATION),
                value("stream", "retry", "\"2h\"", "\"2h\"", "from 100ms to 1h"),
                value("stream", "heartbeat", "true", "true", DURATION),
                value("stream", "clients", "\"100\"", "\"100\"", "a whole number"),
                value("stream", "clients", "1000001", "1000001", "from 1 to 1000000"),
                value("stream", "clientsPerAddress", "0", "0", "from 1 to 1000000"),
                value("stream", "clientsPerAddress", "[]", "[]", "a whole number"),
                value("stream", "joins", "0.5", "0.5", "a whole number"),
                value("stream", "joins", "0", "0", "from 1 to 1000000"),
                value("stream", "filters", "100001", "100001", "from 1 to 100000"),
                value("stream", "filters", "\"all\"", "\"all\"", "a whole number"),
                value("stream", "lag", "null", "null", DURATION),
                value("stream", "gzip", "\"true\"", "\"true\"", "true or false"),
                value("stream", "gzip", "1", "1", "true or false"),
                value("stream", "direct", "null", "null", "true or false"),
                value("collect", "every", "\"99ms\"", "\"99ms\"", "from 100ms to 7d"),
                value("collect", "every", "\"1m30s\"", "\"1m30s\"", DURATION),
                value("collect", "timeout", "10", "10", DURATION),
                value("collect", "workers", "\"4\"", "\"4\"", "a whole number from 1 to 256"),
                value("collect", "workers", "0", "0", "from 1 to 256"),
                value("collect", "output", "\"1023B\"", "\"1023B\"", "from 1KiB to 16MiB"),
                value("collect", "output", "null", "null", SIZE),
                value("collect", "discover", "0", "0", "true or false"),
                value("collect", "watch", "\"false\"", "\"false\"", "true or false"),
                value("collect", "host", "\"\"", "\"\"", NAME),
                value("collect", "host", "1", "1", NAME),
                value("collect", "user", "\"\"", "\"\"", "the name of a user"),
                value("collect", "user", "\"-x\"", "\"-x\"", "the name of a user"),
                value("collect", "user", "0", "0", "the name of a user"));
    }

    static Stream<Broken> recording() {
        String file = "the name of a file, or null";
        return Stream.of(
                value("history", "file", "\"\"", "\"\"", file),
                value("history", "file", "\"data/\"", "\"data/\"", file),
                value("history", "file", "false", "false", file),
                value("history", "keep", "400", "400", DURATION),
                value("history", "keep", "\"1y\"", "\"1y\"", DURATION),
                value("history", "keep", "\"0s\"", "\"0s\"", "from 1s to 36500d"),
                value("history", "keep", "\"36501d\"", "\"36501d\"", "from 1s to 36500d"),
                value("metrics", "entries", "-1", "-1", "from 0 to 1000000"),
                value("metrics", "entries", "\"2000\"", "\"2000\"", "a whole number"),
                value("metrics", "entry", "1", "an unknown key", "one of entries"),
                new Broken("{\"metrics\": []}", "/metrics", "[]", "an object"),
                new Broken("{\"$schema\": 5}", "/$schema", "5", "the name of a JSON schema"),
                new Broken("{\"include\": \"a.json\"}", "/include", "\"a.json\"", "an array"),
                new Broken("{\"include\": [5]}", "/include/0", "5", "the name of a file, or a pattern"),
                new Broken("{\"include\": [\" \"]}", "/include/0", "\" \"", "the name of a file, or a pattern"),
                new Broken("{\"include\": [\"\\u0000\"]}", "/include/0", "\"�\"", "the name of a file"),
                new Broken(
                        "{\"include\": [\"no/such.json\"]}",
                        "/include/0",
                        "\"no/such.json\"",
                        "a file that can be read (no/such.json: no such file)"),
                new Broken("{\"include\": [\"a[*.json\"]}", "/include/0", "\"a[*.json\"", "or a pattern such as"));
    }

    static Stream<Broken> values() {
        return Stream.of(
                value("http", "host", "8080", "8080", "an address or a host name"),
                value("http", "host", "\" \"", "\" \"", "an address or a host name"),
                value("http", "port", "\"8080\"", "\"8080\"", "a whole number from 0 to 65535"),
                value("http", "port", "80.5", "80.5", "a whole number from 0 to 65535"),
                value("http", "port", "1e999999999", "1E+999999999", "a whole number from 0 to 65535"),
                value("http", "port", "null", "null", "a whole number from 0 to 65535"),
                value("http", "port", "[80]", "an array", "a whole number from 0 to 65535"),
                value("http", "port", "-1", "-1", "from 0 to 65535"),
                value("http", "port", "65536", "65536", "from 0 to 65535"),
                value("http", "port", "9".repeat(900), "9".repeat(60) + "…", "a whole number"),
                value("http", "drain", "\"3001ms\"", "\"3001ms\"", "from 0ms to 3s"),
                value("http", "sendBuffer", "65536", "65536", SIZE),
                value("http", "sendBuffer", "\"64KB\"", "\"64KB\"", SIZE),
                value("http", "sendBuffer", "\"64 KiB\"", "\"64 KiB\"", SIZE),
                value("http", "sendBuffer", "\"5MiB\"", "\"5MiB\"", "from 4KiB to 4MiB"),
                value("stream", "time", "1", "1", DURATION),
                value("stream", "time", "\"1\"", "\"1\"", DURATION),
                value("stream", "time", "\"1S\"", "\"1S\"", DURATION),
                value("stream", "time", "\"99ms\"", "\"99ms\"", "from 100ms to 1h"),
                value("stream", "retry", "\"5 s\"", "\"5 s\"", DURATION),
                value("stream", "heartbeat", "\"\"", "\"\"", DURATION),
                value("stream", "heartbeat", "\"61m\"", "\"61m\"", "from 100ms to 1h"),
                value("stream", "clients", "0", "0", "from 1 to 1000000"),
                value("stream", "lag", "\"-5s\"", "\"-5s\"", DURATION),
                value("stream", "lag", "\"999ms\"", "\"999ms\"", "from 1s to 1h"),
                value("collect", "every", "{}", "{}", DURATION),
                value("collect", "every", "\"999999999999d\"", "\"999999999999d\"", "from 100ms to 7d"),
                value("collect", "every", "\"5s\\n\"", "\"5s\uFFFD\"", DURATION),
                value("collect", "timeout", "\"11m\"", "\"11m\"", "from 100ms to 10m"),
                value("collect", "workers", "257", "257", "from 1 to 256"),
                value("collect", "output", "\"17MiB\"", "\"17MiB\"", "from 1KiB to 16MiB"),
                value("collect", "entries", "0", "0", "from 1 to 1000000"),
                value("collect", "entries", "\"10000\"", "\"10000\"", "a whole number from 1 to 1000000"),
                value("collect", "discover", "\"yes\"", "\"yes\"", "true or false"),
                value("collect", "host", "\"web 1\"", "\"web 1\"", NAME),
                value("collect", "host", "\"" + "h".repeat(101) + "\"", "\"" + "h".repeat(60) + "…\"", NAME));
    }

    static Stream<Broken> keys() {
        String unknown = "an unknown key";
        String twice = "the key a second time";
        return Stream.of(
                new Broken("{\"pakages\": []}", "/pakages", unknown, "packages"),
                new Broken(
                        "{\"HTTP\": {}}", "/HTTP", unknown, "one of $schema, include, http, stream, collect, history"),
                new Broken("{\"a/b~c\": 1}", "/a~1b~0c", unknown, "one of"),
                value("http", "prot", "1", unknown, "one of host, port, drain, sendBuffer"),
                value(
                        "stream",
                        "Time",
                        "\"1s\"",
                        unknown,
                        "one of time, retry, heartbeat, clients, clientsPerAddress, joins, filters, lag, gzip, direct"),
                value(
                        "collect",
                        "",
                        "\"\"",
                        unknown,
                        "every, timeout, workers, output, entries, discover, watch, host"),
                new Broken("{\"http\": [], \"packages\": []}", "/http", "[]", "an object"),
                new Broken("{\"stream\": null}", "/stream", "null", "an object"),
                new Broken("{\"collect\": \"1m\"}", "/collect", "\"1m\"", "an object"),
                new Broken("{\"history\": true}", "/history", "true", "an object"),
                value("history", "zz", "1", unknown, "one of file, keep"),
                value("collect", "watch", "1", "1", "true or false"),
                new Broken("{\"packages\": {}}", "/packages", "{}", "an array"),
                new Broken("{\"http\": {}, \"http\": {}}", "/http", twice, "there once"),
                new Broken("{\"http\": {\"port\": 1, \"port\": 1}}", "/http/port", twice, "there once"),
                item("{\"name\": \"nginx\", \"name\": \"nginx\"}", "/name", twice, "there once"));
    }

    static Stream<Broken> packages() {
        return Stream.of(
                item("\"ngnix\"", "", "\"ngnix\"", "a name of the catalogue, or an object that has a command"),
                item("\"\"", "", "\"\"", "a name of the catalogue"),
                item("7", "", "7", "a name of the catalogue or an object"),
                item("[\"nginx\"]", "", "an array", "a name of the catalogue or an object"),
                item("{}", "", "{}", "an object with a \"name\""),
                item("{\"command\": \"shop\"}", "", "an object", "an object with a \"name\""),
                item(
                        "{\"name\": \"shop\"}",
                        "",
                        "an object",
                        "a \"command\", for the catalogue does not know \"shop\""),
                item("{\"name\": null, \"command\": \"shop\"}", "/name", "null", NAME),
                item("{\"name\": \"-shop\", \"command\": \"shop\"}", "/name", "\"-shop\"", NAME),
                item("{\"name\": \"nginx\", \"comand\": []}", "/comand", "an unknown key", "label, category, command"),
                shop("label", "\"\"", "\"\"", LABEL),
                shop("label", "\"a\\nb\"", "\"a\uFFFDb\"", LABEL),
                shop("category", "\"" + "c".repeat(101) + "\"", "\"" + "c".repeat(60) + "…\"", LABEL),
                shop("every", "\"8d\"", "\"8d\"", "from 100ms to 7d"),
                shop("timeout", "10", "10", DURATION),
                item("\"nginx\", \"kernel\", \"nginx\"", 2, "", "\"nginx\"", "stands at /packages/0 already"),
                item("\"nginx\", {\"name\": \"nginx\"}", 1, "/name", "\"nginx\"", "stands at /packages/0 already"));
    }

    static Stream<Broken> commands() {
        return Stream.of(
                command("null", "null"),
                command("\"\"", "\"\""),
                command("\"   \"", "\"   \""),
                command("[]", "[]"),
                command("[\"\"]", "an array"),
                command("[\"shop\", 1]", "an array"),
                command("[\"shop\", \"\\u0000\"]", "an array"),
                command("{\"linux\": \"shop\"}", "an object"));
    }

    static Stream<Broken> listings() {
        String tooLong = "l".repeat(51);
        String rule = "at most 50 characters without @";
        return Stream.of(
                item(listing(tooLong), "/name", '"' + tooLong + '"', rule),
                item(listing("@list"), "/name", "\"@list\"", rule),
                item(listing("list") + ", " + shopNamed("a@list"), 1, "/name", "\"a@list\"", "does not end in @list"),
                item(shopNamed("@list") + ", " + listing("list"), 0, "/name", "\"@list\"", "does not end in @list"));
    }

    private static String listing(String name) {
        return "{\"name\": \"" + name + "\", \"command\": \"shop\", \"pattern\": \"(?<name>x)(?<version>y)\"}";
    }

    private static String shopNamed(String name) {
        return "{\"name\": \"" + name + "\", \"command\": \"shop\"}";
    }

    static Stream<Broken> patterns() {
        return Stream.of(
                shop("pattern", "7", "7", "a regular expression"),
                shop("pattern", "\"\"", "\"\"", "a group named version: (?<version>…)"),
                shop("pattern", "\"(\\\\d+)\"", "\"(\\d+)\"", "a group named version: (?<version>…)"),
                shop("pattern", "\"(?<version>x\"", "\"(?<version>x\"", "compiles (missing closing )"),
                shop("pattern", "\"(?<version>[x)\"", "\"(?<version>[x)\"", "compiles (missing closing ]"),
                shop("pattern", "\"(?<version>x)\\\\1\"", "\"(?<version>x)\\1\"", "back-references"),
                shop("pattern", "\"(?=x)(?<version>x)\"", "\"(?=x)(?<version>x)\"", "without look-around"),
                shop("pattern", "\"(?<name>x)\"", "\"(?<name>x)\"", "a group named version: (?<version>…)"),
                shop("pattern", '"' + EXPLODING + '"', '"' + EXPLODING + '"', "multiply to at most 100000"),
                shop(
                        "pattern",
                        '"' + "(".repeat(20_000) + '"',
                        '"' + "(".repeat(60) + "…\"",
                        "at most 1000 characters"));
    }

    private static Broken value(String section, String key, String value, String found, String rule) {
        String json = "{\"" + section + "\": {\"" + key + "\": " + value + "}}";
        return new Broken(json, '/' + section + '/' + key, found, rule);
    }

    private static Broken value(String section, String key, String value, String below, String found, String rule) {
        String json = "{\"" + section + "\": {\"" + key + "\": " + value + "}}";
        return new Broken(json, '/' + section + '/' + key + below, found, rule);
    }

    private static Broken limit(String key, String value, String found, String rule) {
        return value("http", "limits", "{\"" + key + "\": " + value + "}", '/' + key, found, rule);
    }

    private static Broken item(String items, String pointer, String found, String rule) {
        return item(items, 0, pointer, found, rule);
    }

    private static Broken item(String items, int index, String pointer, String found, String rule) {
        return new Broken("{\"packages\": [" + items + "]}", "/packages/" + index + pointer, found, rule);
    }

    private static Broken shop(String key, String value, String found, String rule) {
        String item = "{\"name\": \"shop\", \"command\": \"shop\", \"" + key + "\": " + value + "}";
        return item(item, '/' + key, found, rule);
    }

    private static Broken command(String value, String found) {
        return item("{\"name\": \"nginx\", \"command\": " + value + "}", "/command", found, COMMAND);
    }

    private InvalidConfigException problemsOf(String json) {
        return catchThrowableOfType(InvalidConfigException.class, () -> reader.read("rollcall.json", json));
    }
}
