package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.SseSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients are counted by their address, and a proxy that is trusted says which that is. */
class ClientAddressTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROXIED = "\"127.0.0.1\", \"10.0.0.0/8\", \"2001:db8::/32\"";

    private final List<SseSocket> clients = new ArrayList<>();
    private HttpRig rig;

    @AfterEach
    void stop() throws Exception {
        for (SseSocket client : clients) {
            client.close();
        }
        rig.close();
    }

    @Test
    void sendsAwayWhoIsOneTooManyOfItsAddress() throws Exception {
        // given
        start("");

        // then
        assertThat(firstEvent()).isEqualTo("versions");
        assertThat(firstEvent()).isEqualTo("bye");

        // when
        clients.get(0).close();
        assertThat(Eventually.holds(PATIENCE, () -> rig.clients() == 0)).isTrue();

        // then
        assertThat(firstEvent()).isEqualTo("versions");
    }

    @Test
    void believesNobodyWhoIsNoProxy() throws Exception {
        // given
        start("");

        // then
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1")).isEqualTo("versions");
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.2")).isEqualTo("bye");
    }

    /** Whether both are the same client, so that the second is sent away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.2 | versions",
                "192.0.2.1 | 192.0.2.1 | bye",
                "192.0.2.1 | 192.0.2.1:4711 | bye",
                "192.0.2.1 | 198.51.100.7, 192.0.2.1 | bye",
                "192.0.2.1 | 192.0.2.1, 10.1.2.3 | bye",
                "192.0.2.1 | 198.51.100.7,192.0.2.1 ,10.1.2.3,  10.0.0.1 | bye",
                "192.0.2.1 | ::ffff:192.0.2.1 | bye",
                "2a00::1 | [2a00::1] | bye",
                "2a00::1 | [2a00:0:0::1]:443 | bye",
                "2a00::1 | 2a00::1, 2001:db8::5 | bye",
                "10.1.2.3 | 10.1.2.3, 10.1.2.3 | bye",
                "10.1.2.3 | unknown, 10.1.2.3 | bye",
                "10.1.2.3 | 192.0.2.1, rubbish, 10.1.2.3 | bye",
                "127.0.0.1 | unknown | bye",
                "127.0.0.1 | [192.0.2.1 | bye",
                "127.0.0.1 | 999.1.1.1 | bye",
                "127.0.0.1 | , | bye"
            })
    void followsProxiesFromTheRightAsLongAsTheyAreTrusted(String one, String other, String event) throws Exception {
        // given
        start(PROXIED);

        // then
        assertThat(firstEvent("X-Forwarded-For: " + one)).isEqualTo("versions");
        assertThat(firstEvent("X-Forwarded-For: " + other)).isEqualTo(event);
    }

    @Test
    void readsSeveralHeadersAsOne() throws Exception {
        // given
        start(PROXIED);

        // then
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1")).isEqualTo("versions");
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 10.0.0.1"))
                .isEqualTo("bye");
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1", "X-Forwarded-For: 192.0.2.9"))
                .isEqualTo("versions");
    }

    @Test
    void readsThousandsOfThem() throws Exception {
        // given
        start(PROXIED);
        String many = "10.0.0.1,".repeat(1_500);

        // then
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1")).isEqualTo("versions");
        assertThat(firstEvent("X-Forwarded-For: 192.0.2.1," + many + "10.0.0.1"))
                .isEqualTo("bye");
        assertThat(firstEvent("X-Forwarded-For: " + ",".repeat(8_000))).isEqualTo("versions");
    }

    private String firstEvent(String... headers) throws IOException {
        SseSocket client = SseSocket.open(rig.address(), "/events", headers);
        clients.add(client);
        assertThat(client.status()).isEqualTo(200);
        return client.next().name();
    }

    private void start(String proxies) throws Exception {
        rig = new HttpRig("{\"http\": {\"proxies\": [%s]}, \"stream\": {\"clientsPerAddress\": 1}}".formatted(proxies));
    }
}
