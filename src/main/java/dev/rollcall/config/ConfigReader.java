package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a configuration file: JSON, a default for everything, every problem at once.
 *
 * <p>Immutable; any thread. It reads a whole text into a whole configuration and changes nothing else: the seam for
 * reloading while the server runs.
 */
public final class ConfigReader {
    /** Far more than anybody writes; a device or a log given by mistake is not read into memory. */
    private static final int FILE_BYTES_MAX = 1024 * 1024;

    private final Predicate<String> inCatalogue;

    /**
     * Makes a reader.
     *
     * @param inCatalogue whether a package is known by its name alone, without a command
     */
    public ConfigReader(Predicate<String> inCatalogue) {
        this.inCatalogue = inCatalogue;
    }

    /**
     * Reads a file.
     *
     * @throws InvalidConfigException with all that is wrong
     * @throws IOException when the file cannot be read
     */
    public RollcallConfig read(Path file) throws InvalidConfigException, IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(FILE_BYTES_MAX + 1);
        } catch (IOException e) {
            throw e instanceof FileSystemException ? e : new IOException(file + ": " + e.getMessage(), e);
        }
        if (bytes.length > FILE_BYTES_MAX) {
            throw unreadable(file, "more than 1MiB", "at most 1MiB of JSON");
        }
        try {
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return read(file.toString(), json);
        } catch (CharacterCodingException e) {
            throw unreadable(file, "bytes that are not UTF-8", "JSON in UTF-8");
        }
    }

    private static InvalidConfigException unreadable(Path file, String found, String rule) {
        return new InvalidConfigException(file.toString(), List.of(new Problem("", 1, 1, found, rule)));
    }

    /**
     * Reads a text.
     *
     * @param source what an error calls it, for example the file's name
     * @throws InvalidConfigException with all that is wrong
     */
    public RollcallConfig read(String source, String json) throws InvalidConfigException {
        List<Problem> problems = new ArrayList<>();
        Optional<JsonNode> root = JsonTree.parse(json, problems);
        if (root.isPresent() && !(root.get() instanceof ObjectNode)) {
            Section.note(root.get(), "a JSON object; {} is enough", problems);
        }
        if (root.isEmpty() || !(root.get() instanceof ObjectNode object)) {
            throw new InvalidConfigException(source, problems);
        }
        RollcallConfig config = config(object, problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(source, problems);
        }
        return config;
    }

    private RollcallConfig config(ObjectNode object, List<Problem> problems) {
        try (Section root = new Section(object, problems)) {
            // For editors only: names the schema that completes and checks the file.
            root.text("$schema", any -> true, "the name of a JSON schema");
            HttpConfig http = http(orEmpty(root, "http", problems), problems);
            StreamConfig stream = stream(orEmpty(root, "stream", problems));
            CollectConfig collect = collect(orEmpty(root, "collect", problems));
            HistoryConfig history = history(orEmpty(root, "history", problems));
            MetricsConfig metrics = metrics(orEmpty(root, "metrics", problems));
            List<PackageConfig> packages = new PackageReader(inCatalogue, problems)
                    .read(root.list("packages").orElse(List.of()));
            return new RollcallConfig(http, stream, collect, history, metrics, packages);
        }
    }

    private static Section orEmpty(Section around, String key, List<Problem> problems) {
        return around.section(key)
                .orElseGet(() -> new Section(new ObjectNode(new JsonNode.Place('/' + key, 1, 1), Map.of()), problems));
    }

    private static HttpConfig http(Section section, List<Problem> problems) {
        try (section) {
            return new HttpConfig(
                    host(section),
                    section.integer(HttpConfig.PORT),
                    section.duration(HttpConfig.DRAIN),
                    section.size(HttpConfig.SEND_BUFFER),
                    section.integer(HttpConfig.WARM_UP),
                    limits(orEmpty(section, "limits", problems)),
                    section.section("tls").flatMap(ConfigReader::tls).orElse(null),
                    section.section("management").map(ConfigReader::management).orElse(null),
                    section.texts("proxies", HttpConfig::isProxy, HttpConfig.PROXY_RULE),
                    section.texts("origins", HttpConfig::isOrigin, HttpConfig.ORIGIN_RULE),
                    section.texts("frameAncestors", HttpConfig::isFrameAncestor, HttpConfig.FRAME_RULE));
        }
    }

    private static String host(Section section) {
        return section.text("host", HttpConfig::isHost, HttpConfig.HOST_RULE).orElse(HttpConfig.HOST);
    }

    private static LimitsConfig limits(Section section) {
        try (section) {
            return new LimitsConfig(
                    section.integer(LimitsConfig.CONNECTIONS),
                    section.integer(LimitsConfig.IDLE),
                    section.duration(LimitsConfig.IDLE_TIME),
                    section.duration(LimitsConfig.REQUEST_TIME),
                    section.integer(LimitsConfig.ANSWERS),
                    section.duration(LimitsConfig.ANSWER_TIME),
                    section.size(LimitsConfig.HEADER_SIZE),
                    section.size(LimitsConfig.URI_SIZE));
        }
    }

    /** Empty when one of the two is not there, which is noted: without both there is no TLS. */
    private static Optional<TlsConfig> tls(Section section) {
        try (section) {
            Optional<String> certificate = section.required("certificate", HistoryConfig::isFile, TlsConfig.FILE_RULE);
            Optional<String> key = section.required("key", HistoryConfig::isFile, TlsConfig.FILE_RULE);
            return certificate.flatMap(file -> key.map(other -> new TlsConfig(file, other)));
        }
    }

    private static ManagementConfig management(Section section) {
        try (section) {
            return new ManagementConfig(host(section), section.integer(ManagementConfig.PORT));
        }
    }

    private static MetricsConfig metrics(Section section) {
        try (section) {
            return new MetricsConfig(section.integer(MetricsConfig.ENTRIES));
        }
    }

    private static StreamConfig stream(Section section) {
        try (section) {
            return new StreamConfig(
                    section.duration(StreamConfig.TIME),
                    section.duration(StreamConfig.RETRY),
                    section.duration(StreamConfig.HEARTBEAT),
                    section.integer(StreamConfig.CLIENTS),
                    section.integer(StreamConfig.CLIENTS_PER_ADDRESS),
                    section.integer(StreamConfig.JOINS),
                    section.integer(StreamConfig.FILTERS),
                    section.duration(StreamConfig.LAG),
                    section.flag("gzip", StreamConfig.GZIP),
                    section.flag("direct", StreamConfig.DIRECT));
        }
    }

    private static CollectConfig collect(Section section) {
        try (section) {
            return new CollectConfig(
                    section.duration(CollectConfig.EVERY),
                    section.duration(CollectConfig.TIMEOUT),
                    section.integer(CollectConfig.WORKERS),
                    section.size(CollectConfig.OUTPUT),
                    section.integer(CollectConfig.ENTRIES),
                    section.flag("discover", CollectConfig.DISCOVER),
                    section.flag("watch", CollectConfig.WATCH),
                    section.text("host", PackageConfig::isName, PackageConfig.NAME_RULE)
                            .orElse(null),
                    section.text("user", CollectConfig::isUser, CollectConfig.USER_RULE)
                            .orElse(null));
        }
    }

    private static HistoryConfig history(Section section) {
        try (section) {
            String file = section.isNull("file")
                    ? null
                    : section.text("file", HistoryConfig::isFile, HistoryConfig.FILE_RULE)
                            .orElse(HistoryConfig.FILE);
            return new HistoryConfig(file, section.duration(HistoryConfig.KEEP));
        }
    }
}
