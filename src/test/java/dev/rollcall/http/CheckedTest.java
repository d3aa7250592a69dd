package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Inventory;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.inventory.Subject;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** When each entry was last checked. */
class CheckedTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void tellsByHostAndPackageAndCompressedToWhoTakesIt() throws Exception {
        try (HttpRig rig = new HttpRig("{}")) {
            // given
            Snapshot board = rig.found(new EntryKey("web1", "nginx"), "1.26.2");

            // when
            HttpResponse<byte[]> plain = get(rig);
            HttpResponse<byte[]> zipped = get(rig, "Accept-Encoding", "gzip");

            // then
            long checked = board.entries().get(0).checked().getEpochSecond();
            assertThat(new JsonObject(new String(plain.body(), "UTF-8")))
                    .isEqualTo(new JsonObject("{\"hosts\":{\"web1\":{\"nginx\":" + checked + "}}}"));
            assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
            assertThat(zipped.headers().firstValue("content-encoding")).hasValue("gzip");
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                    .isEqualTo(plain.body());
            String tag = zipped.headers().firstValue("etag").orElseThrow();
            assertThat(get(rig, "Accept-Encoding", "gzip", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void isWrittenOnceASecondHoweverOftenItIsCheckedAndAsked() {
        // given
        Inventory inventory = new Inventory("e", Clock.systemUTC(), 10);
        AtomicReference<Snapshot> state = new AtomicReference<>(checked(inventory));
        AtomicLong nanos = new AtomicLong();
        CheckedHandler handler = new CheckedHandler(state::get, nanos::get);
        Asset first = handler.answer();

        // when: checked again, within the second
        state.set(checked(inventory));
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));

        // then
        assertThat(handler.answer()).isSameAs(first);

        // when
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        Asset second = handler.answer();
        nanos.addAndGet(TimeUnit.HOURS.toNanos(1));

        // then: as long as nothing is checked it stays
        assertThat(second).isNotSameAs(first);
        assertThat(handler.answer()).isSameAs(second);
    }

    private static Snapshot checked(Inventory inventory) {
        Subject subject = new Subject(new EntryKey("web1", "nginx"), "nginx", "Web");
        return inventory
                .apply(List.of(new Reading(subject, new Reading.Found("1"), Instant.now(), Duration.ZERO)))
                .snapshot();
    }

    private static HttpResponse<byte[]> get(HttpRig rig, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(rig.address() + "api/checked"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
