package dev.rollcall.config;

import dev.rollcall.config.JsonNode.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the records of a tree: each section, with a default for everything. Pure, but for the problems that it notes. */
final class Sections {
    private Sections() {}

    /**
     * The whole configuration.
     *
     * @param inCatalogue whether a package is known by its name alone, without a command
     * @param names those that may have been meant by an unknown one
     */
    static RollcallConfig read(
            ObjectNode tree, Predicate<String> inCatalogue, Set<String> names, List<Problem> problems) {
        try (Section root = new Section(tree, problems)) {
            // For editors only: names the schema that completes and checks the file.
            root.text("$schema", any -> true, "the name of a JSON schema");
            // Followed already.
            root.any(Includes.KEY);
            HttpConfig http = http(orEmpty(root, "http", problems), problems);
            StreamConfig stream = stream(orEmpty(root, "stream", problems));
            CollectConfig collect = collect(orEmpty(root, "collect", problems));
            HistoryConfig history = history(orEmpty(root, "history", problems));
            MetricsConfig metrics = metrics(orEmpty(root, "metrics", problems));
            List<PackageConfig> packages = new PackageReader(inCatalogue, names, problems)
                    .read(root.list("packages").orElse(List.of()));
            return new RollcallConfig(http, stream, collect, history, metrics, packages);
        }
    }

    private static Section orEmpty(Section around, String key, List<Problem> problems) {
        return around.section(key)
                .orElseGet(() ->
                        new Section(new ObjectNode(new JsonNode.Place("", '/' + key, 1, 1), Map.of()), problems));
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
                    section.section("tls").flatMap(Sections::tls).orElse(null),
                    section.section("management").map(Sections::management).orElse(null),
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
