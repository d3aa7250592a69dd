package dev.rollcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of the README's section "Embed it": it compiles, and does what the README says. */
@Timeout(60)
class ReadmeExampleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int PORT = freePort();

    private final Vertx vertx = Vertx.vertx();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await(20, TimeUnit.SECONDS);
    }

    /** The lines between the marks are those of the README. */
    private final class Application extends VerticleBase {
        @Override
        public Future<?> start() throws Exception {
            // begin
            var config = Rollcall.configuration("""
                    { "history": { "file": null }, "collect": { "discover": false },
                      "packages": [ { "name": "kernel", "command": ["uname", "-r"] } ] }
                    """);
            Router app = Router.router(vertx);
            app.get("/").handler(context -> context.response().end("my own application"));
            return Rollcall.create(vertx, config).compose(rollcall -> {
                app.route("/ops/versions/*").subRouter(rollcall.router());
                rollcall.listen(update -> update.changes().forEach(change -> tell(change.key() + " has changed")));
                return vertx.createHttpServer().requestHandler(app).listen(PORT);
            });
            // end
        }
    }

    private synchronized void tell(String what) {
        told.add(what);
    }

    private synchronized List<String> told() {
        return List.copyOf(told);
    }

    @Test
    void doesWhatTheReadmeSays() throws Exception {
        // when
        vertx.deployVerticle(new Application()).await(20, TimeUnit.SECONDS);

        // then
        assertThat(get("")).isEqualTo("my own application");
        assertThat(get("ops/versions/")).contains("<rollcall-entries>");
        assertThat(Eventually.holds(
                        PATIENCE, () -> get("ops/versions/api/versions").contains("\"kernel\"")))
                .isTrue();
        assertThat(Eventually.holds(PATIENCE, () -> !told().isEmpty())).isTrue();
    }

    private static String get(String path) {
        try {
            URI address = URI.create("http://127.0.0.1:" + PORT + "/" + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
