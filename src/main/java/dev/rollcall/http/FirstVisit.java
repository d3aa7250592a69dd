package dev.rollcall.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the page and a script before anybody does: in a fresh JVM the first answer takes ten times as long as the second, for
 * classes are loaded by it, and whoever has just started a server looks at it at once.
 */
final class FirstVisit {
    private static final Logger log = LoggerFactory.getLogger(FirstVisit.class);
    private static final List<String> PATHS = List.of("/", "/js/page.js");
    private static final String REQUEST =
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: %s\r\n\r\n";

    private FirstVisit() {}

    /** Visits {@code router}, which nobody needs to wait for; on an event loop. */
    static Future<Void> to(Router router, Vertx vertx) {
        return Practice.run(vertx, new HttpServerOptions(), router, FirstVisit::visit);
    }

    private static void visit(int port) throws IOException {
        try (Socket socket = Practice.connect(port)) {
            OutputStream requests = socket.getOutputStream();
            for (int i = 0; i < PATHS.size(); i++) {
                String last = i == PATHS.size() - 1 ? "close" : "keep-alive";
                requests.write(REQUEST.formatted(PATHS.get(i), last).getBytes(StandardCharsets.US_ASCII));
            }
            long bytes = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            log.debug("asked for the page once bytes={}", bytes);
        }
    }
}
