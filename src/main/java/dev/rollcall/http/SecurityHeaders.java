package dev.rollcall.http;

import dev.rollcall.config.HttpConfig;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a browser may do with an answer, on every one of them: an error or a stream may be opened as a page too. Any event loop.
 *
 * <p>{@code Cross-Origin-Resource-Policy} keeps other sites from loading what is here into their process; an answer that is
 * made for other people's pages says otherwise itself. Pages of {@code http.origins} ask by CORS, which it leaves alone.
 */
final class SecurityHeaders implements Handler<RoutingContext> {
    static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    static final CharSequence RESOURCE = HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
    /** For what is made to be loaded by other people's pages. */
    static final CharSequence CROSS_ORIGIN = HttpHeaders.createOptimized("cross-origin");

    private static final CharSequence SAME_ORIGIN = HttpHeaders.createOptimized("same-origin");
    private static final CharSequence FRAME = HttpHeaders.createOptimized("X-Frame-Options");

    /** No inline script or style, nothing from elsewhere, nothing sent anywhere. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors ";

    private static final String SELF = "self";

    private final Supplier<RollcallConfig> config;
    /** Made anew when the configuration is another one. */
    private volatile Policy policy = Policy.of(List.of());

    SecurityHeaders(Supplier<RollcallConfig> config) {
        this.config = config;
    }

    /**
     * What depends on {@code http.frameAncestors}.
     *
     * @param frameOptions for browsers that know nothing better, which cannot be told of other sites; empty for none
     */
    private record Policy(List<String> ancestors, CharSequence content, String frameOptions) {
        static Policy of(List<String> ancestors) {
            String sources = ancestors.isEmpty()
                    ? "'none'"
                    : ancestors.stream().map(Policy::source).collect(Collectors.joining(" "));
            String frameOptions = ancestors.isEmpty() ? "DENY" : ancestors.equals(List.of(SELF)) ? "SAMEORIGIN" : "";
            return new Policy(ancestors, HttpHeaders.createOptimized(POLICY + sources), frameOptions);
        }

        private static String source(String ancestor) {
            return ancestor.equals(SELF) ? "'self'" : ancestor;
        }
    }

    @Override
    public void handle(RoutingContext context) {
        put(context.request());
        context.next();
    }

    /** Puts them on the answer to {@code request}. */
    void put(HttpServerRequest request) {
        HttpConfig http = config.get().http();
        Policy now = policy;
        if (!now.ancestors().equals(http.frameAncestors())) {
            now = Policy.of(http.frameAncestors());
            policy = now;
        }
        MultiMap headers = request.response().headers();
        headers.set(CSP, now.content())
                .set(CONTENT_TYPE_OPTIONS, NOSNIFF)
                .set(REFERRER, NO_REFERRER)
                .set(RESOURCE, SAME_ORIGIN);
        if (!now.frameOptions().isEmpty()) {
            headers.set(FRAME, now.frameOptions());
        }
    }
}
