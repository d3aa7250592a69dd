package dev.rollcall.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/**
 * An answer that is the same for all, as it is and compressed: once, when it is made. Immutable; any thread.
 */
final class Asset {
    private final String type;
    private final Body plain;
    private final Body zipped;

    /** One with this {@code Content-Type} that stays: compressed as well as it goes. */
    Asset(String type, byte[] bytes) {
        this(type, bytes, Gzip.small(bytes));
    }

    private Asset(String type, byte[] bytes, byte[] zipped) {
        this.type = type;
        this.plain = body(bytes);
        this.zipped = body(zipped);
    }

    /** One that is soon another, made while somebody waits. */
    static Asset quickly(String type, byte[] bytes) {
        return new Asset(type, bytes, Gzip.quick(bytes));
    }

    /** Sends it in the form that the client takes, or that the client has it; each form has an ETag of its own. */
    void send(RoutingContext context, String keeping) {
        Answer.tagged(context, 200, keeping, type, Gzip.isTaken(context) ? zipped : plain);
    }

    private static Body body(byte[] bytes) {
        return new Body(Buffer.buffer(bytes), Body.tag(bytes), null);
    }
}
