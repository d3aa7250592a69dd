package dev.rollcall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark as it runs, with little work: real servers, real clients, no word about speed. */
class MeasuringTest {
    private static final Scale SMALL = new Scale(200, 2, 5, 20, 2, 10, 10);
    /** What starts soonest. */
    private static final List<String> FLAGS = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Limits GENEROUS = new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final Set<Long> childrenBefore = children();

    @TempDir
    private Path folder;

    @AfterEach
    void noProcessIsLeft() {
        assertThat(children()).isSubsetOf(childrenBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"floor", "plain-vertx", "rollcall"})
    void countsEveryEventOnceAndFillsInEveryFigure(String contender) throws Exception {
        // given
        Setting setting = new Plan(SMALL).fanOut(20);

        // when
        List<Row> rows = measure(Contender.parse(contender), setting, GENEROUS);

        // then
        assertThat(rows).extracting(Row::error).containsOnly("");
        assertThat(rows)
                .extracting(Row::phase)
                .containsExactlyElementsOf(
                        setting.phases().stream().map(Phase::toString).toList());
        rows.stream()
                .filter(row -> Phase.parse(row.phase()) instanceof Broadcasts)
                .forEach(MeasuringTest::assertComplete);
        assertThat(figure(rows, "Connect storm, cold", Figure.CONNECTS_PER_SECOND))
                .isPositive();
        assertThat(figure(rows, "Connect storm, after work", Figure.OPENED)).isEqualTo(20);
        assertThat(figure(rows, "Memory, idle", Figure.RSS_MEBIBYTES)).isPositive();
        assertThat(Files.readAllLines(folder.resolve("results"))).hasSameSizeAs(rows);
        assertThat(new Report("# Benchmark\n", rows).text()).contains("| 20 | " + contender + " |");
    }

    @Test
    void countsOthersWhileSomeReadNothing() throws Exception {
        // when
        List<Row> rows =
                measure(Contender.parse("floor"), new Plan(SMALL).stalled(20).get(1), GENEROUS);

        // then
        assertThat(rows).extracting(Row::error).containsOnly("");
        assertThat(figure(rows, "As fast as they arrive, 4096 B", Figure.DELIVERED))
                .isEqualTo(18 * 20);
        assertThat(figure(rows, "Stalled clients that read again", Figure.STALLED_ENDED))
                .isZero();
    }

    @Test
    void countsStreamsThatShareAConnection() throws Exception {
        // when
        List<Row> rows = measure(Contender.parse("plain-vertx"), new Plan(SMALL).http2(2, 10), GENEROUS);

        // then
        assertThat(rows).extracting(Row::error).containsOnly("");
        assertThat(figure(rows, "Bursts of 2, 200 B", Figure.DELIVERED)).isEqualTo(20 * 2);
        assertThat(figure(rows, "Bursts of 2, 200 B", Figure.MISSED)).isZero();
    }

    @Test
    void aServerThatDiesInTheMiddleIsAnErrorAndNoHang() throws Exception {
        // given
        Contender shortLived = Contender.parse("short-lived=" + ShortLived.class.getName());

        // when
        List<Row> rows = measure(shortLived, new Plan(SMALL).fanOut(20), GENEROUS);

        // then
        assertThat(rows).extracting(Row::error).anyMatch(error -> error.startsWith("the server ended by itself"));
        assertThat(new Report("# Benchmark\n", rows).text()).contains("## Errors");
    }

    @Test
    void aServerThatDoesNotStartIsAnError() throws Exception {
        // when
        List<Row> rows = measure(Contender.parse("none=dev.rollcall.bench.None"), new Plan(SMALL).fanOut(20), GENEROUS);

        // then
        assertThat(rows).extracting(Row::error).singleElement().asString().startsWith("none does not listen");
    }

    @Test
    void aClientThatTakesTooLongIsEnded() throws Exception {
        // given
        Setting tooLong = new Setting(Theme.FAN_OUT, 1, 0, 0, List.of(new Phase.Connect(), new Phase.Idle(60_000)));

        // when
        List<Row> rows =
                measure(Contender.parse("floor"), tooLong, new Limits(Duration.ofSeconds(60), Duration.ofMillis(500)));

        // then
        assertThat(rows).extracting(Row::error).anyMatch(error -> error.startsWith("the client was not done in"));
    }

    private List<Row> measure(Contender contender, Setting setting, Limits limits)
            throws IOException, InterruptedException {
        return new Measuring(limits, folder.resolve("results"), folder.resolve("log"))
                .run(contender.with(FLAGS), 1, setting);
    }

    private static void assertComplete(Row row) {
        assertThat(row.figures().get(Figure.MISSED)).as(row.phase()).isZero();
        assertThat(row.figures().get(Figure.DUPLICATES)).as(row.phase()).isZero();
        assertThat(row.figures().get(Figure.LATE)).as(row.phase()).isZero();
        assertThat(row.figures().get(Figure.LOST)).as(row.phase()).isZero();
        for (Figure figure : List.of(
                Figure.DELIVERED,
                Figure.CPU_SECONDS_PER_MILLION,
                Figure.DELIVERIES_PER_SECOND,
                Figure.P50_MILLIS,
                Figure.P99_MILLIS,
                Figure.SPREAD_MILLIS,
                Figure.COMPLETE_MILLIS,
                Figure.GARBAGE_BYTES_PER_DELIVERY,
                Figure.RSS_MAX_MEBIBYTES,
                Figure.CLIENT_BUSY_PERCENT)) {
            assertThat(row.figures().get(figure)).as(row.phase() + " " + figure).isPositive();
        }
    }

    private static double figure(List<Row> rows, String title, Figure figure) {
        return new Summary(
                        title,
                        rows.stream().filter(row -> row.title().equals(title)).toList())
                .median(rows.get(0).contender(), figure);
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
