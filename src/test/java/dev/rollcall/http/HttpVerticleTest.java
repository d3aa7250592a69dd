package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.StreamConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpVerticleTest {
    @ParameterizedTest
    @CsvSource({"15s, 1s, 60", "15s, 1m, 120", "15s, 2m, 240", "5m, 1m, 600", "1h, 1h, 7200"})
    void leavesAStreamThatIsQuietOrLagsInPeaceForLongerThanEitherMayLast(String heartbeat, String lag, long seconds)
            throws Exception {
        StreamConfig stream = new ConfigReader(name -> true)
                        .read(
                                "test",
                                "{\"stream\": {\"heartbeat\": \"%s\", \"lag\": \"%s\"}}".formatted(heartbeat, lag))
                        .stream();

        assertThat(HttpVerticle.idleMax(stream)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
