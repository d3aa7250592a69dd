package dev.rollcall.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of the page and the schema, read from the jar once and served from memory. Vert.x's own handler of static files
 * unpacks a jar into the temporary folder, prefers files of the folder where the server was started, and leaves folders
 * behind; a page of some 80 KB needs none of it. Immutable; any thread.
 */
final class Assets implements Handler<RoutingContext> {
    private static final String WEB = "/dev/rollcall/web";
    private static final String SCHEMA = "/dev/rollcall/conf/rollcall.schema.json";

    private final Map<String, Asset> byPath;

    private Assets(Map<String, Asset> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    private record Asset(String type, Buffer bytes, String tag) {}

    /**
     * Reads everything. Blocks.
     *
     * @throws IOException when the jar is not whole
     */
    static Assets load() throws IOException {
        Map<String, Asset> byPath = new HashMap<>();
        URL web = resource(WEB);
        if (web.openConnection() instanceof JarURLConnection inJar) {
            try (FileSystem jar = FileSystems.newFileSystem(path(inJar.getJarFileURL()))) {
                read(jar.getPath(WEB), byPath);
            }
        } else {
            read(path(web), byPath);
        }
        try (var schema = resource(SCHEMA).openStream()) {
            byPath.put("/schema/config.json", asset("application/schema+json", schema.readAllBytes()));
        }
        byPath.put("/", byPath.get("/index.html"));
        return new Assets(byPath);
    }

    /** Answers with the file of this path, or leaves it to the next handler. */
    @Override
    public void handle(RoutingContext context) {
        Asset asset = byPath.get(Guest.path(context));
        if (asset == null) {
            context.next();
            return;
        }
        context.response()
                // Asked about each time: after an upgrade of Rollcall nobody must see yesterday's script.
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.ETAG, asset.tag());
        if (context.isFresh()) {
            Answer.notModified(context);
        } else {
            Answer.send(context, 200, asset.type(), asset.bytes());
        }
    }

    private static void read(Path folder, Map<String, Asset> byPath) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String path = '/' + folder.relativize(file).toString().replace('\\', '/');
            byPath.put(path, asset(type(path), Files.readAllBytes(file)));
        }
    }

    private static Asset asset(String type, byte[] bytes) {
        return new Asset(type, Buffer.buffer(bytes), Body.tag(bytes));
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }

    private static URL resource(String name) throws IOException {
        URL url = Assets.class.getResource(name);
        if (url == null) {
            throw new FileNotFoundException(name + " is not in the jar");
        }
        return url;
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IOException(url + " is no file", e);
        }
    }
}
