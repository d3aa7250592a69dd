package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.SseStreams.Writer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams over TLS, the version of HTTP negotiated by ALPN, are clients of the same hub as all others. */
class TlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private PfxOptions keys = new PfxOptions();

    @BeforeEach
    void makeKeys() throws Exception {
        String store = folder.resolve("keys.p12").toString();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process made = new ProcessBuilder((keytool + " -genkeypair -keyalg EC -dname CN=localhost -storepass "
                                + PASSWORD + " -keystore " + store)
                        .split(" ", -1))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        keys = new PfxOptions().setPath(store).setPassword(PASSWORD);
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void bringsTheSameEventsOverEachVersionOfHttp(HttpVersion version) throws Exception {
        try (HttpRig rig = new HttpRig("{\"collect\": {\"discover\": false}}", this::secured)) {
            // given
            StringBuffer heard = new StringBuffer();
            CompletableFuture<HttpVersion> joined = new CompletableFuture<>();
            CompletableFuture<Void> changed = new CompletableFuture<>();
            HttpClient client = rig.vertx()
                    .createHttpClient(new HttpClientOptions()
                            .setSsl(true)
                            .setTrustAll(true)
                            .setVerifyHost(false)
                            .setUseAlpn(true)
                            .setProtocolVersion(version));
            client.request(HttpMethod.GET, rig.port(), "127.0.0.1", "/events")
                    .compose(request -> request.send())
                    .onFailure(joined::completeExceptionally)
                    .onSuccess(response -> response.handler(bytes -> {
                        heard.append(bytes);
                        if (heard.indexOf("event: change") >= 0) {
                            changed.complete(null);
                        } else if (heard.indexOf("event: time") >= 0) {
                            joined.complete(response.version());
                        }
                    }));
            assertThat(joined.get(20, TimeUnit.SECONDS)).isEqualTo(version);

            // when
            rig.found(1, "1.26.3");

            // then
            changed.get(20, TimeUnit.SECONDS);
            assertThat(heard).contains("event: versions", "id: rig-1", "\"version\":\"1.26.3\"");
            assertThat(rig.clients()).isEqualTo(1);
            assertThat(rig.opened(Writer.RESPONSE)).isEqualTo(1);
            // Referenced to the end: one that is not is closed when memory is cleared up.
            client.close().await(20, TimeUnit.SECONDS);
        }
    }

    private HttpServerOptions secured(HttpServerOptions options) {
        return options.setSsl(true).setUseAlpn(true).setKeyCertOptions(keys);
    }
}
