package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.SseStreams.Writer;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Pem;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams over TLS, the version of HTTP negotiated by ALPN, are clients of the same hub as all others. */
class TlsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeKeys() throws Exception {
        Pem.make(folder, "own", "EC", "localhost");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
    void bringsTheSameEventsOverEachVersionOfHttp(HttpVersion version) throws Exception {
        try (HttpRig rig = new HttpRig(secured("own", "own"))) {
            // given
            StringBuffer heard = new StringBuffer();
            CompletableFuture<HttpVersion> joined = new CompletableFuture<>();
            CompletableFuture<Void> changed = new CompletableFuture<>();
            HttpClient client = client(rig, version);
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

    @Test
    void showsANewCertificateToNewConnectionsAndLeavesStreamsOpen() throws Exception {
        try (HttpRig rig = new HttpRig(secured("own", "own"))) {
            // given
            StringBuffer heard = new StringBuffer();
            HttpClient client = client(rig, HttpVersion.HTTP_1_1);
            client.request(HttpMethod.GET, rig.port(), "127.0.0.1", "/events")
                    .compose(request -> request.send())
                    .onSuccess(response -> response.handler(heard::append));
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> rig.clients() == 1))
                    .isTrue();
            assertThat(shown(rig)).isEqualTo("CN=localhost");

            // when
            Pem.make(folder, "own", "RSA", "renewed");

            // then
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> shown(rig).equals("CN=renewed")))
                    .isTrue();
            rig.found(1, "1.26.3");
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> heard.indexOf("event: change") >= 0))
                    .isTrue();
            assertThat(rig.clients()).isEqualTo(1);
            client.close().await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aNewCertificateThatCannotBeUsedChangesNothing() throws Exception {
        try (HttpRig rig = new HttpRig(secured("own", "own"))) {
            // when
            Files.writeString(folder.resolve("own.crt"), "-----BEGIN CERTIFICATE-----\nnonsense");

            // then
            assertThat(Eventually.holds(
                            Duration.ofSeconds(20), () -> rig.certificates().failures() == 1))
                    .isTrue();
            assertThat(rig.certificates().trouble())
                    .contains(folder.resolve("own.crt").toString());
            assertThat(shown(rig)).isEqualTo("CN=localhost");

            // when
            Pem.make(folder, "own", "EC", "mended");

            // then
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> shown(rig).equals("CN=mended")))
                    .isTrue();
            assertThat(Eventually.holds(
                            Duration.ofSeconds(20),
                            () -> rig.certificates().trouble().isEmpty()))
                    .isTrue();
        }
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsedAndNamesThem() throws Exception {
        // given
        Pem.make(folder, "other", "EC", "other");
        Pem.make(folder, "rsa", "RSA", "rsa");
        Files.writeString(folder.resolve("text.crt"), "no certificate\n");
        Files.writeString(folder.resolve("text.key"), "no key\n");

        // then
        assertThat(refusal("missing", "own")).contains("http.tls.certificate", "missing.crt is not there");
        assertThat(refusal("own", "missing")).contains("http.tls.key", "missing.key is not there");
        assertThat(refusal("text", "own")).contains("http.tls.certificate", "text.crt holds no certificate");
        assertThat(refusal("own", "text")).contains("http.tls.key", "text.key holds no private key");
        assertThat(refusal("own", "other")).contains("http.tls.key", "other.key is not the one", "own.crt");
        assertThat(refusal("own", "rsa")).contains("http.tls.key", "rsa.key holds no private key", "own.crt");
    }

    private String refusal(String certificate, String key) {
        String json = secured(certificate, key);
        try (HttpRig rig = new HttpRig(json)) {
            return "it listens on " + rig.port();
        } catch (Exception e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static HttpClient client(HttpRig rig, HttpVersion version) {
        return rig.vertx()
                .createHttpClient(new HttpClientOptions()
                        .setSsl(true)
                        .setTrustAll(true)
                        .setVerifyHost(false)
                        .setUseAlpn(true)
                        .setProtocolVersion(version));
    }

    /** Whose certificate a new connection is shown. */
    private static String shown(HttpRig rig) {
        try {
            SSLContext trusting = SSLContext.getInstance("TLS");
            trusting.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", rig.port())) {
                return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                        .getSubjectX500Principal()
                        .getName();
            }
        } catch (IOException | GeneralSecurityException e) {
            return e.toString();
        }
    }

    private String secured(String certificate, String key) {
        return """
                {"collect": {"discover": false},
                 "http": {"tls": {"certificate": "%s", "key": "%s"}}}""".formatted(folder.resolve(certificate + ".crt"), folder.resolve(key + ".key"));
    }
}
