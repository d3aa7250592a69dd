package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** Health and metrics where the configuration says, and nowhere else. */
class ManagementTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void answersHealthAndMetricsOnAnAddressOfTheirOwn() throws Exception {
        // given
        int port = freePort();
        URI management = URI.create("http://127.0.0.1:" + port + "/");

        // when
        try (TestServer server = new TestServer(
                "{\"collect\": {\"discover\": false}, \"http\": {\"management\": {\"port\": " + port + "}}}")) {
            // then
            for (String path : new String[] {"health/live", "health/ready", "metrics"}) {
                HttpResponse<String> there = get(management.resolve(path));
                assertThat(there.statusCode()).isEqualTo(200);
                assertThat(there.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
                assertThat(get(server.address().resolve("/" + path)).statusCode())
                        .isEqualTo(404);
            }
            assertThat(get(management.resolve("metrics")).body()).contains("rollcall_http_connections");
            assertThat(get(management.resolve("api/versions")).statusCode()).isEqualTo(404);
            assertThat(get(server.address()).statusCode()).isEqualTo(200);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
