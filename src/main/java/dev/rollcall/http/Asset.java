package dev.rollcall.http;

import dev.rollcall.sse.Coding;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * An answer that is the same for all, as it is and compressed: once, when it is made. Immutable; any thread.
 */
final class Asset {
    private static final String GZIP = "gzip";

    private final String type;
    private final Body plain;
    private final Body zipped;

    /** One with this {@code Content-Type} that stays: compressed as well as it goes. */
    Asset(String type, byte[] bytes) {
        this(type, bytes, Deflater.BEST_COMPRESSION);
    }

    private Asset(String type, byte[] bytes, int level) {
        this.type = type;
        this.plain = body(bytes);
        this.zipped = body(zip(bytes, level));
    }

    /** One that is soon another, made while somebody waits. */
    static Asset quickly(String type, byte[] bytes) {
        return new Asset(type, bytes, Deflater.BEST_SPEED);
    }

    /** Sends it in the form that the client takes, or that the client has it; each form has an ETag of its own. */
    void send(RoutingContext context, String keeping) {
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        Coding coding = accepted == null ? Coding.IDENTITY : Coding.acceptedBy(accepted);
        if (coding == Coding.GZIP) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        Answer.tagged(context, 200, keeping, type, coding == Coding.GZIP ? zipped : plain);
    }

    private static Body body(byte[] bytes) {
        return new Body(Buffer.buffer(bytes), Body.tag(bytes), null);
    }

    private static byte[] zip(byte[] bytes, int level) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(bytes.length);
        try (GZIPOutputStream gzip = new Levelled(zipped, level)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return zipped.toByteArray();
    }

    /** Java's own has no choice of the level. */
    private static final class Levelled extends GZIPOutputStream {
        Levelled(ByteArrayOutputStream zipped, int level) throws IOException {
            super(zipped);
            def.setLevel(level);
        }
    }
}
