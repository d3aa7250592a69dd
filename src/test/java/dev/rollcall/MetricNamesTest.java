package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Exposition;
import dev.rollcall.testing.Promtool;
import dev.rollcall.testing.Script;
import dev.rollcall.testing.SseSocket;
import dev.rollcall.testing.TestServer;
import dev.rollcall.vitals.BlockedThreads;
import dev.rollcall.vitals.ProcessMeters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that {@code /metrics} tells of a server as the command line starts it: the README's table has no more and no less. */
class MetricNamesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SHOP = "{ \"name\": \"shop\", \"command\": \"echo shop 1.2.3\" }";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("rollcall_blocked_threads_total", "counter"),
            Map.entry("rollcall_build_info", "gauge"),
            Map.entry("rollcall_changes_total", "counter"),
            Map.entry("rollcall_config_reloads_total", "counter"),
            Map.entry("rollcall_config_restart_pending", "gauge"),
            Map.entry("rollcall_config_state_timestamp_seconds", "gauge"),
            Map.entry("rollcall_config_valid", "gauge"),
            Map.entry("rollcall_deadlocked_threads", "gauge"),
            Map.entry("rollcall_event_loop_delay_max_seconds", "gauge"),
            Map.entry("rollcall_event_loop_delay_seconds", "histogram"),
            Map.entry("rollcall_history_changes_total", "counter"),
            Map.entry("rollcall_history_durable", "gauge"),
            Map.entry("rollcall_history_failures_total", "counter"),
            Map.entry("rollcall_history_lag_seconds", "gauge"),
            Map.entry("rollcall_history_lost_total", "counter"),
            Map.entry("rollcall_history_waiting", "gauge"),
            Map.entry("rollcall_history_write_seconds", "summary"),
            Map.entry("rollcall_http_answering", "gauge"),
            Map.entry("rollcall_http_closed_total", "counter"),
            Map.entry("rollcall_http_connections", "gauge"),
            Map.entry("rollcall_http_connections_max", "gauge"),
            Map.entry("rollcall_http_invalid_total", "counter"),
            Map.entry("rollcall_http_waiting", "gauge"),
            Map.entry("rollcall_package_info", "gauge"),
            Map.entry("rollcall_package_info_omitted", "gauge"),
            Map.entry("rollcall_packages", "gauge"),
            Map.entry("rollcall_packages_max", "gauge"),
            Map.entry("rollcall_packages_refused_total", "counter"),
            Map.entry("rollcall_probe_duration_max_seconds", "gauge"),
            Map.entry("rollcall_probe_duration_seconds", "summary"),
            Map.entry("rollcall_probe_runs_total", "counter"),
            Map.entry("rollcall_probe_waiting", "gauge"),
            Map.entry("rollcall_probe_workers", "gauge"),
            Map.entry("rollcall_probe_workers_busy", "gauge"),
            Map.entry("rollcall_stream_bytes_total", "counter"),
            Map.entry("rollcall_stream_catchups_total", "counter"),
            Map.entry("rollcall_stream_clients", "gauge"),
            Map.entry("rollcall_stream_clients_max", "gauge"),
            Map.entry("rollcall_stream_deliveries_total", "counter"),
            Map.entry("rollcall_stream_filters", "gauge"),
            Map.entry("rollcall_stream_filters_max", "gauge"),
            Map.entry("rollcall_stream_frames_total", "counter"),
            Map.entry("rollcall_stream_joins_total", "counter"),
            Map.entry("rollcall_stream_lagging", "gauge"),
            Map.entry("rollcall_stream_leaves_total", "counter"),
            Map.entry("rollcall_stream_publish_to_flush_seconds", "histogram"),
            Map.entry("rollcall_stream_refused_total", "counter"),
            Map.entry("rollcall_tls_certificate_expiry_timestamp_seconds", "gauge"),
            Map.entry("rollcall_tls_reload_failures_total", "counter"));

    /** The table of the README says {@code `a_b`, `…_b_max`} of two that begin alike. */
    private static final Pattern NAMED = Pattern.compile("`(rollcall_|…)([a-z_]+)");

    @TempDir
    Path folder;

    @Test
    void tellsTheseMetricsOfOursAndThoseOfItsJvmAndItsPools() throws Exception {
        try (ProcessMeters process = new ProcessMeters("1.2.3", new BlockedThreads());
                TestServer server = server(SHOP)) {
            process.bindTo(server.metrics());
            // What a package is is told once it has been asked.
            assertThat(Eventually.holds(
                            Duration.ofSeconds(20),
                            () -> server.metrics().scrape().contains("rollcall_package_info{")))
                    .isTrue();

            Exposition told = new Exposition(server.metrics().scrape());

            Map<String, String> ours = new TreeMap<>(told.types());
            ours.keySet().removeIf(name -> !name.startsWith("rollcall_"));
            assertThat(ours).isEqualTo(new TreeMap<>(TYPES));
            assertThat(told.types())
                    .containsKeys(
                            "jvm_memory_used_bytes",
                            "jvm_threads_live_threads",
                            "process_cpu_seconds_total",
                            "process_files_open_files",
                            "process_uptime_seconds",
                            "vertx_pool_in_use",
                            "vertx_pool_queue_pending");
            assertThat(told.samples())
                    .contains("rollcall_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"}");
        }
    }

    @Test
    void theReadmeNamesEachOfThemAndNoOthers() throws Exception {
        Set<String> named = NAMED.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(TYPES.keySet())
                .allSatisfy(name -> assertThat(named)
                        .as(name)
                        .anyMatch(text -> text.equals('`' + name)
                                || (text.startsWith("`…") && name.endsWith(text.substring(2)))));
        assertThat(named)
                .filteredOn(text -> text.startsWith("`rollcall_") && !text.endsWith("_"))
                .allMatch(text -> TYPES.containsKey(text.substring(1)));
    }

    @Test
    void prometheusHasNothingAgainstThem() throws Exception {
        try (ProcessMeters process = new ProcessMeters("1.2.3", new BlockedThreads());
                TestServer server = server(SHOP)) {
            process.bindTo(server.metrics());

            assertThat(Promtool.complaints(server.metrics().scrape())).isEmpty();
        }
    }

    @Test
    void countsWhatTheProbesDoAndWhatComesOfIt() throws Exception {
        Script.in(folder, "moving", "echo moving $(date +%s%N)");
        try (TestServer server = server("""
                { "name": "moving", "command": "%1$s/moving", "pattern": "moving (?P<version>.*)" },
                { "name": "slow", "command": ["sleep", "60"], "timeout": "100ms" },
                { "name": "broken", "command": ["false"] },
                { "name": "absent", "command": ["%1$s/absent"] },
                { "name": "list", "command": ["printf", "a 1\\nb 2\\n"], "pattern": "(?P<name>\\\\S+) (?P<version>\\\\S+)" }
                """.formatted(folder))) {
            try (SseSocket client = SseSocket.open(server.address(), "/events")) {
                client.next("change");
                assertThat(becomes(server, "rollcall_probe_runs_total{outcome=\"ok\",package=\"moving\"}", 3))
                        .isTrue();
                assertThat(becomes(server, "rollcall_probe_runs_total{outcome=\"timeout\",package=\"slow\"}", 1))
                        .isTrue();
                assertThat(becomes(server, "rollcall_probe_runs_total{outcome=\"failed\",package=\"broken\"}", 1))
                        .isTrue();
                assertThat(becomes(server, "rollcall_probe_runs_total{outcome=\"missing\",package=\"absent\"}", 1))
                        .isTrue();
                assertThat(becomes(server, "rollcall_probe_runs_total{outcome=\"ok\",package=\"list\"}", 1))
                        .isTrue();
            }
            // A run is counted before what it found is.
            assertThat(becomes(server, "rollcall_changes_total{kind=\"upgraded\"}", 2))
                    .isTrue();
            Exposition told = new Exposition(server.metrics().scrape());
            assertThat(told.value("rollcall_probe_duration_seconds_sum{package=\"slow\"}"))
                    .isGreaterThan(0.09);
            assertThat(told.value("rollcall_probe_duration_max_seconds{package=\"slow\"}"))
                    .isGreaterThan(0.09);
            assertThat(told.value("rollcall_probe_workers")).isEqualTo(4);
            assertThat(told.value("rollcall_history_write_seconds_count")).isGreaterThanOrEqualTo(3);
            assertThat(told.value("rollcall_stream_publish_to_flush_seconds_count"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(told.value("rollcall_event_loop_delay_seconds_count")).isGreaterThanOrEqualTo(1);
            // Its own name stands for a listing, however many it lists.
            assertThat(told.samples()).noneMatch(sample -> sample.contains("probe") && sample.contains("@list"));
        }
    }

    private static boolean becomes(TestServer server, String sample, double atLeast) {
        return Eventually.holds(PATIENCE, () -> new Exposition(server.metrics().scrape()).value(sample) >= atLeast);
    }

    private static TestServer server(String packages) throws Exception {
        return new TestServer("""
                { "collect": { "every": "300ms", "discover": false }, "packages": [ %s ] }
                """.formatted(packages));
    }
}
