package dev.rollcall.http;

import dev.rollcall.sse.Coding;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compressed answers, for clients that take them. Any thread. */
final class Gzip {
    private static final String NAME = "gzip";

    private Gzip() {}

    /** Whether the client takes the answer compressed; the answer's headers say what came of it. */
    static boolean isTaken(RoutingContext context) {
        context.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean taken = accepted != null && Coding.acceptedBy(accepted) == Coding.GZIP;
        if (taken) {
            context.response().putHeader(HttpHeaders.CONTENT_ENCODING, NAME);
        }
        return taken;
    }

    /** As small as it goes: for what stays. */
    static byte[] small(byte[] bytes) {
        return zip(bytes, Deflater.BEST_COMPRESSION);
    }

    /** While somebody waits, for what is soon another. */
    static byte[] quick(byte[] bytes) {
        return zip(bytes, Deflater.BEST_SPEED);
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
