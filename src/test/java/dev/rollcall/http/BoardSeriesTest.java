package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.MetricsConfig;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Subject;
import dev.rollcall.testing.Exposition;
import dev.rollcall.testing.Promtool;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoardSeriesTest {
    private static final String HOSTILE = "a\"b\\c\nd\re\0f\tg\u2028h\u0085i\u202ej\ud800k🐘{}=,#\\n";

    private final Inventory inventory = new Inventory("epoch", Clock.systemUTC(), 10_000);
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private MetricsConfig config = MetricsConfig.DEFAULT;

    BoardSeriesTest() {
        registry.getPrometheusRegistry().register(new BoardSeries(inventory::snapshot, () -> config));
    }

    @Test
    void tellsEachVersionAndHowManyEntriesAreWell() {
        // given
        reads("nginx", new Reading.Found("1.26.2"));
        reads("shop", new Reading.Found("2.0"));
        reads("shop", new Reading.Failed("exit code 1", ""));
        reads("gone", new Reading.Absent("gone is not on the path"));

        // when
        Exposition told = scrape();

        // then
        assertThat(told.value(info("nginx", "ok", "1.26.2"))).isEqualTo(1);
        assertThat(told.value(info("shop", "failed", "2.0"))).isEqualTo(1);
        assertThat(told.value(info("gone", "missing", ""))).isEqualTo(1);
        assertThat(told.value("rollcall_packages{status=\"ok\"}")).isEqualTo(1);
        assertThat(told.value("rollcall_packages{status=\"failed\"}")).isEqualTo(1);
        assertThat(told.value("rollcall_packages{status=\"missing\"}")).isEqualTo(1);
        assertThat(told.value("rollcall_packages{status=\"stale\"}")).isZero();
        assertThat(told.value("rollcall_package_info_omitted")).isZero();
    }

    @Test
    void forgetsAVersionThatIsNoMore() {
        reads("nginx", new Reading.Found("1.26.2"));
        reads("nginx", new Reading.Found("1.26.3"));
        reads("shop", new Reading.Found("2.0"));
        reads("shop", new Reading.Gone());

        assertThat(scrape().samples())
                .filteredOn(sample -> sample.startsWith("rollcall_package_info{"))
                .containsExactly(info("nginx", "ok", "1.26.3"));
    }

    @Test
    void tellsNoMoreThanTheConfigurationAllowsNow() {
        IntStream.range(0, 10).forEach(i -> reads("p" + i, new Reading.Found("1")));

        config = new MetricsConfig(3);

        assertThat(scrape().samples())
                .filteredOn(sample -> sample.startsWith("rollcall_package_info{"))
                .hasSize(3);
        assertThat(scrape().value("rollcall_package_info_omitted")).isEqualTo(7);

        config = new MetricsConfig(0);

        assertThat(scrape().value("rollcall_package_info_omitted")).isEqualTo(10);
    }

    @Test
    void whatACommandPrintedStaysOneLabel() throws Exception {
        reads("shop", new Reading.Found(HOSTILE));
        reads("till", new Reading.Found("1.0"));

        String text = registry.scrape();

        assertThat(new Exposition(text).samples())
                .contains(
                        info("shop", "ok", "a\\\"b\\\\c\\nd\uFFFDe\uFFFDf\tg\u2028h\u0085i\u202ej\uFFFDk🐘{}=,#\\\\n"),
                        info("till", "ok", "1.0"));
        assertThat(Promtool.complaints(text)).isEmpty();
    }

    private Exposition scrape() {
        return new Exposition(registry.scrape());
    }

    private static String info(String name, String status, String version) {
        return "rollcall_package_info{host=\"web1\",package=\"" + name + "\",status=\"" + status + "\",version=\""
                + version + "\"}";
    }

    private void reads(String name, Reading.Outcome outcome) {
        Subject subject = new Subject(new EntryKey("web1", name), name, "Web");
        inventory.apply(List.of(new Reading(subject, outcome, Instant.now(), Duration.ZERO)));
    }
}
