package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.Eventually;
import dev.rollcall.vitals.LoopVerticle;
import dev.rollcall.vitals.Vitals;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void saysWhichEventLoopIsStuckUntilItTurnsAgain() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        // The loop that is stuck is not the one that answers.
        Vertx other = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (Vitals vitals = new Vitals(Duration.ofMillis(500), Duration.ofSeconds(5), System::nanoTime);
                HttpRig rig = HttpRig.with(vitals)) {
            // given
            Context context = other.getOrCreateContext();
            other.deployVerticle(new LoopVerticle(vitals)).await(20, TimeUnit.SECONDS);
            assertThat(get(rig).statusCode()).isEqualTo(200);

            // when
            context.runOnContext(v -> await(over));

            // then
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> get(rig).statusCode() == 503))
                    .isTrue();
            assertThat(new JsonObject(get(rig).body())
                            .getJsonArray("checks")
                            .getJsonObject(0)
                            .getJsonObject("data")
                            .getString("reason"))
                    .matches("event loop vert.x-eventloop-thread-\\d+ has not turned for \\d+ s");

            // when
            over.countDown();

            // then
            assertThat(Eventually.holds(Duration.ofSeconds(20), () -> get(rig).statusCode() == 200))
                    .isTrue();
        } finally {
            over.countDown();
            other.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpResponse<String> get(HttpRig rig) {
        URI live = URI.create(rig.address() + "health/live");
        return HTTP.sendAsync(HttpRequest.newBuilder(live).build(), BodyHandlers.ofString())
                .join();
    }
}
