package dev.rollcall.http;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /badge/{host}/{package}.svg} and {@code .json}: the version of one package, to be shown on other people's pages.
 * What is not on the board is answered with 404 and a badge all the same, for an {@code <img>} must show something.
 */
final class BadgeHandler implements Handler<RoutingContext> {
    /** It is on many pages; half a minute late is soon enough for a picture. */
    private static final String SHORT = "max-age=30";
    /** What shields.io takes at least. */
    private static final int SHIELDS_SECONDS = 300;

    private final Supplier<Snapshot> state;
    private final Form form;

    BadgeHandler(Supplier<Snapshot> state, Form form) {
        this.state = state;
        this.form = form;
    }

    /** How a badge is told. */
    enum Form {
        /** A picture. */
        SVG("svg", "image/svg+xml"),
        /** What <a href="https://shields.io/badges/endpoint-badge">shields.io</a> makes one of. */
        JSON("json", "application/json");

        private final String ending;
        private final String contentType;

        Form(String ending, String contentType) {
            this.ending = ending;
            this.contentType = contentType;
        }

        /** The last letters of its path. */
        String ending() {
            return ending;
        }
    }

    @Override
    public void handle(RoutingContext context) {
        EntryKey key = new EntryKey(context.pathParam(EntryHandler.HOST), context.pathParam(EntryHandler.PACKAGE));
        Optional<Entry> entry = state.get().entry(key);
        try {
            Optional<String> label = QueryText.one(context.request(), "label");
            Badge badge = entry.map(
                            one -> Badge.of(one, label.orElse(one.subject().label())))
                    .orElseGet(() -> Badge.notFound(label.orElse(key.packageName())));
            Body body = Body.of(form == Form.SVG ? BadgeSvg.of(badge) : shields(badge));
            if (form == Form.SVG) {
                open(context.response().headers());
            }
            Answer.tagged(context, entry.isPresent() ? 200 : 404, SHORT, form.contentType, body);
        } catch (BadQueryException e) {
            PastAnswers.refuse(context, e);
        }
    }

    /** Any page may show it; opened by itself, it may do nothing at all. */
    private static void open(MultiMap headers) {
        headers.set(SecurityHeaders.CSP, "default-src 'none'; frame-ancestors 'none'; sandbox");
        headers.set(SecurityHeaders.RESOURCE, SecurityHeaders.CROSS_ORIGIN);
    }

    private static String shields(Badge badge) {
        JsonObject json = new JsonObject()
                .put("schemaVersion", 1)
                .put("label", badge.label())
                .put("message", badge.message())
                .put("color", badge.look().colour());
        if (badge.look() == Badge.Look.FAILED || badge.look() == Badge.Look.NOT_FOUND) {
            json.put("isError", true);
        }
        return json.put("cacheSeconds", SHIELDS_SECONDS).encode();
    }
}
