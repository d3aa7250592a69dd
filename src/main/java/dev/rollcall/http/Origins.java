package dev.rollcall.http;

import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * Lets pages of {@code http.origins} read what is here (CORS, Fetch standard 3.2), without cookies, of which there are none.
 * The handler of vertx-web keeps the origins that it was made with; these may change while the server runs.
 */
final class Origins implements Handler<RoutingContext> {
    private static final String ANY = "*";
    private static final String METHODS = "GET, HEAD";
    private static final String ASKED_WITH = "If-None-Match, Last-Event-ID, Cache-Control";
    /** What a script needs to ask again, and to turn the page. */
    private static final String EXPOSED = "ETag, Link";

    private static final String REMEMBERED_SECONDS = "600";
    private static final int NO_CONTENT = 204;

    private final Supplier<RollcallConfig> config;

    Origins(Supplier<RollcallConfig> config) {
        this.config = config;
    }

    @Override
    public void handle(RoutingContext context) {
        List<String> origins = config.get().http().origins();
        if (origins.isEmpty()) {
            context.next();
            return;
        }
        MultiMap headers = context.response().headers();
        boolean any = origins.contains(ANY);
        if (!any) {
            // Also where no origin was named: a cache must not give that answer to a page.
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        String origin = context.request().getHeader(HttpHeaders.ORIGIN);
        boolean allowed = origin != null && origins.stream().anyMatch(one -> isSame(one, origin));
        if (!any && !allowed) {
            context.next();
            return;
        }
        // Also to who names no origin: what an image loaded answers, from the cache, the script that asks for it.
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? ANY : origin)
                .set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if (context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            allow(context);
        } else {
            context.next();
        }
    }

    /** The browser asks whether it may ask. */
    private static void allow(RoutingContext context) {
        context.response()
                .headers()
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ASKED_WITH)
                .set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, REMEMBERED_SECONDS);
        Answer.empty(context, NO_CONTENT);
    }

    /** A browser writes an origin in small letters and leaves out the port that its scheme has anyway. */
    private static boolean isSame(String allowed, String origin) {
        String plain = allowed.startsWith("https:") ? without(allowed, ":443") : without(allowed, ":80");
        return plain.equalsIgnoreCase(origin);
    }

    private static String without(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }
}
