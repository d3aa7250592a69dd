package dev.rollcall.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is the same for many. Immutable; any thread.
 *
 * @param bytes what is sent; nobody writes into it
 * @param tag its ETag: the same bytes have the same one, also after a restart
 * @param next where its next page begins, for clients; null when there is none
 */
record Body(Buffer bytes, String tag, @Nullable String next) {
    private static final int TAG_BYTES = 12;

    /** An answer that has no next page. */
    static Body of(String text) {
        return of(text, null);
    }

    /** An answer and where its next page begins. */
    static Body of(String text, @Nullable String next) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body(Buffer.buffer(bytes), tag(bytes), next);
    }

    /** The ETag of {@code bytes}. */
    static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
