package dev.rollcall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 0",
        "127.8.9.1, 0",
        "::1, 0",
        "localhost, 0",
        "0.0.0.0, 1",
        "'::', 1",
        "10.0.0.1, 1",
        "web-1, 1"
    })
    void warnsOfAnAddressThatOthersCanReachInClearText(String host, int warnings) throws Exception {
        assertThat(advice("{\"http\": {\"host\": \"%s\"}}".formatted(host))).hasSize(warnings);
    }

    @Test
    void isContentWithTlsOrWithAProxyInFront() throws Exception {
        assertThat(advice("{\"http\": {\"host\": \"0.0.0.0\", \"proxies\": [\"10.0.0.1\"]}}"))
                .isEmpty();
        assertThat(
                        advice(
                                "{\"http\": {\"host\": \"0.0.0.0\", \"tls\": {\"certificate\": \"c.pem\", \"key\": \"k.pem\"}}}"))
                .isEmpty();
    }

    @Test
    void warnsOfWhatCannotBeReachedAndOfWhatIsForgotten() throws Exception {
        assertThat(advice("""
                {"http": {"limits": {"connections": 10}}, "stream": {"clients": 20}, "history": {"file": null},
                 "collect": {"discover": false}}
                """))
                .satisfiesExactly(
                        clients -> assertThat(clients).contains("stream.clients 20", "http.limits.connections 10"),
                        history -> assertThat(history).contains("history.file is null"),
                        packages -> assertThat(packages).contains("the board stays empty"));
    }

    private static List<String> advice(String json) throws InvalidConfigException {
        return Advice.of(new ConfigReader(name -> true).read("test", json));
    }
}
