package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration that exists is valid, also one that did not come out of a file. */
class ConfigRecordsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final ByteSize SIZE = ByteSize.ofKiB(64);
    private static final HttpConfig HTTP = new HttpConfig("::1", 8080, SECOND, SIZE, 0);
    private static final StreamConfig STREAM = new StreamConfig(SECOND, SECOND, SECOND, 1, 1, 1, 1, SECOND, true, true);
    private static final HistoryConfig HISTORY = new HistoryConfig(null, SECOND);
    private static final CollectConfig COLLECT = new CollectConfig(SECOND, SECOND, 1, SIZE, 9, true, true, null, null);

    private record Invalid(String message, Supplier<Object> record) {
        @Override
        public String toString() {
            return message;
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({"http", "stream", "collect", "packages"})
    void refusesAnInvalidValueWithTheFieldAndTheValue(Invalid invalid) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> invalid.record().get())
                .withMessageStartingWith(invalid.message() + "; must ");
    }

    static Stream<Invalid> http() {
        return Stream.of(
                new Invalid("host: found \" \"", () -> new HttpConfig(" ", 1, SECOND, SIZE, 0)),
                new Invalid("port: found -1", () -> new HttpConfig("::1", -1, SECOND, SIZE, 0)),
                new Invalid("port: found 65536", () -> HTTP.withPort(65_536)),
                new Invalid("drain: found -1s", () -> new HttpConfig("::1", 1, SECOND.negated(), SIZE, 0)),
                new Invalid("drain: found 1d", () -> new HttpConfig("::1", 1, DAY, SIZE, 0)),
                new Invalid("warmUp: found -1", () -> new HttpConfig("::1", 1, SECOND, SIZE, -1)),
                new Invalid("sendBuffer: found 1B", () -> new HttpConfig("::1", 1, SECOND, new ByteSize(1), 0)),
                new Invalid("bytes: found -1", () -> new ByteSize(-1)));
    }

    static Stream<Invalid> stream() {
        return Stream.of(
                new Invalid(
                        "time: found 1d", () -> new StreamConfig(DAY, SECOND, SECOND, 1, 1, 1, 1, SECOND, true, true)),
                new Invalid(
                        "retry: found 1d", () -> new StreamConfig(SECOND, DAY, SECOND, 1, 1, 1, 1, SECOND, true, true)),
                new Invalid(
                        "heartbeat: found 1d",
                        () -> new StreamConfig(SECOND, SECOND, DAY, 1, 1, 1, 1, SECOND, true, true)),
                new Invalid(
                        "clients: found 0",
                        () -> new StreamConfig(SECOND, SECOND, SECOND, 0, 1, 1, 1, SECOND, true, true)),
                new Invalid(
                        "joins: found 0",
                        () -> new StreamConfig(SECOND, SECOND, SECOND, 1, 1, 0, 1, SECOND, true, true)),
                new Invalid(
                        "filters: found 0",
                        () -> new StreamConfig(SECOND, SECOND, SECOND, 1, 1, 1, 0, SECOND, true, true)),
                new Invalid(
                        "lag: found 1d", () -> new StreamConfig(SECOND, SECOND, SECOND, 1, 1, 1, 1, DAY, true, true)));
    }

    static Stream<Invalid> collect() {
        Duration tooOften = Duration.ofMillis(99);
        ByteSize tooMuch = ByteSize.ofKiB(17 * 1024);
        return Stream.of(
                new Invalid(
                        "every: found 99ms",
                        () -> new CollectConfig(tooOften, SECOND, 1, SIZE, 9, true, true, null, null)),
                new Invalid(
                        "timeout: found 1d", () -> new CollectConfig(SECOND, DAY, 1, SIZE, 9, true, true, null, null)),
                new Invalid(
                        "workers: found 257",
                        () -> new CollectConfig(SECOND, SECOND, 257, SIZE, 9, true, true, null, null)),
                new Invalid(
                        "output: found 17MiB",
                        () -> new CollectConfig(SECOND, SECOND, 1, tooMuch, 9, true, true, null, null)),
                new Invalid(
                        "entries: found 0",
                        () -> new CollectConfig(SECOND, SECOND, 1, SIZE, 0, true, true, null, null)));
    }

    static Stream<Invalid> packages() {
        Duration tooRarely = Duration.ofDays(8);
        return Stream.of(
                new Invalid("name: found \"a b\"", () -> new PackageConfig("a b", null, null, null, null, null, null)),
                new Invalid("name: found \"\"", () -> new PackageConfig("", null, null, null, null, null, null)),
                new Invalid("name: found \"a@b\"", () -> listing("a@b")),
                new Invalid("name: found \"" + "l".repeat(51) + '"', () -> listing("l".repeat(51))),
                new Invalid("command: found []", () -> shop(List.of(), null)),
                new Invalid("command: found [ , x]", () -> shop(List.of(" ", "x"), null)),
                new Invalid("pattern: found (x)", () -> shop(null, Pattern.compile("(x)"))),
                new Invalid(
                        "every: found 8d", () -> new PackageConfig("shop", null, null, null, null, tooRarely, null)),
                new Invalid("timeout: found 1d", () -> new PackageConfig("shop", null, null, null, null, null, DAY)));
    }

    @Test
    void copiesWhatItIsGiven() {
        // given
        List<String> command = new ArrayList<>(List.of("shop"));
        List<PackageConfig> packages = new ArrayList<>(List.of(shop(command, null)));
        RollcallConfig config = new RollcallConfig(HTTP, STREAM, COLLECT, HISTORY, MetricsConfig.DEFAULT, packages);

        // when
        command.add("--evil");
        packages.clear();

        // then
        assertThat(config.packages()).containsExactly(shop(List.of("shop"), null));
    }

    @Test
    void changesNothingButThePort() {
        // given
        RollcallConfig config = new RollcallConfig(
                HTTP, STREAM, COLLECT, HISTORY, MetricsConfig.DEFAULT, List.of(shop(List.of("shop"), null)));

        // when
        RollcallConfig moved = config.withPort(0);

        // then
        assertThat(moved.http()).isEqualTo(new HttpConfig("::1", 0, SECOND, SIZE, 0));
        assertThat(moved.withPort(8080)).isEqualTo(config);
    }

    private static PackageConfig listing(String name) {
        Pattern pattern = Pattern.compile("(?<name>x) (?<version>y)");
        return new PackageConfig(name, null, null, null, pattern, null, null);
    }

    private static PackageConfig shop(@Nullable List<String> command, @Nullable Pattern pattern) {
        return new PackageConfig("shop", null, null, command, pattern, null, null);
    }
}
