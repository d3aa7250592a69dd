package dev.rollcall.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * How our router behaves in somebody else's application: it answers all that is below its mount point, with our errors, and
 * touches nothing outside. There, a router's error handlers are not asked: only the routes are.
 */
final class Guest {
    /** Says of a request that it has come to us: failures of the host's own handlers are the host's. */
    private static final String HERE = "dev.rollcall.http.here";

    private Guest() {}

    /** Puts the routes around those of {@code router}. */
    static void admit(Router router) {
        router.route().order(-1).handler(Guest::arrive);
        router.route().last().handler(ProblemJson::nothing);
        router.route().last().failureHandler(Guest::failed);
    }

    /** The path below the mount point; all of it where the router is nobody's guest. */
    static String path(RoutingContext context) {
        String path = context.normalizedPath();
        @Nullable String mount = context.mountPoint();
        if (mount == null) {
            return path;
        }
        int length = mount.endsWith("/") ? mount.length() - 1 : mount.length();
        return path.length() < length ? "" : path.substring(length);
    }

    /** Without the last slash, the relative links of the page would lead past us. */
    private static void arrive(RoutingContext context) {
        if (path(context).isEmpty() && isRead(context)) {
            redirect(context);
        } else {
            context.put(HERE, context.currentRoute());
            context.next();
        }
    }

    /** By a relative link: a proxy in front of the host may have prefixes of its own. */
    private static void redirect(RoutingContext context) {
        String path = context.request().path();
        String below = "./" + path.substring(path.lastIndexOf('/') + 1) + '/';
        redirect(context, below, "It is below this path, with a slash at its end.");
    }

    /** Leads to {@code link}, and keeps the query. */
    static void redirect(RoutingContext context, String link, String detail) {
        String query = context.request().query();
        context.response().putHeader(HttpHeaders.LOCATION, link + (query == null ? "" : '?' + query));
        ProblemJson.send(context, 308, detail);
    }

    private static boolean isRead(RoutingContext context) {
        HttpMethod method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static void failed(RoutingContext context) {
        if (context.get(HERE) == null) {
            context.next();
        } else {
            ProblemJson.failed(context);
        }
    }
}
