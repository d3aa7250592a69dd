package dev.rollcall.http;

import io.vertx.core.Handler;
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
 * behind; a page of some 100 KB needs none of it. Immutable; any thread.
 */
final class Assets implements Handler<RoutingContext> {
    private static final String WEB = "/dev/rollcall/web";
    private static final String SCHEMA = "/dev/rollcall/conf/rollcall.schema.json";
    private static final String OPENAPI = "/dev/rollcall/http/openapi.json";
    private static final String PAGE = ".html";
    private static final String SCRIPT = ".js";
    /** Asked about each time: after an upgrade of Rollcall nobody must see yesterday's script. */
    private static final String KEEPING = "no-cache";
    /** Other people's pages load it without asking by CORS, as they do with any script. */
    private static final String FOR_OTHERS = "/rollcall.js";

    private final Map<String, Asset> byPath;

    private Assets(Map<String, Asset> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

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
        byPath.put("/schema/config.json", new Asset("application/schema+json", bytes(SCHEMA)));
        byPath.put("/openapi.json", new Asset("application/json", bytes(OPENAPI)));
        byPath.put("/", byPath.get("/index.html"));
        return new Assets(byPath);
    }

    /** Answers with the file of this path, or leaves it to the next handler. */
    @Override
    public void handle(RoutingContext context) {
        String path = Guest.path(context);
        Asset asset = byPath.get(path);
        if (asset != null) {
            if (path.equals(FOR_OTHERS)) {
                context.response().headers().set(SecurityHeaders.RESOURCE, SecurityHeaders.CROSS_ORIGIN);
            }
            asset.send(context, KEEPING);
        } else if (path.endsWith("/") && byPath.containsKey(path.substring(0, path.length() - 1))) {
            // With it, the relative links of the page would lead past us.
            String name = path.substring(path.lastIndexOf('/', path.length() - 2) + 1, path.length() - 1);
            Guest.redirect(context, "../" + name, "It is at this path without the slash at its end.");
        } else {
            context.next();
        }
    }

    private static void read(Path folder, Map<String, Asset> byPath) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String path = '/' + folder.relativize(file).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(file);
            Asset asset = new Asset(type(path), path.endsWith(SCRIPT) ? ScriptText.bare(bytes) : bytes);
            byPath.put(path, asset);
            if (path.endsWith(PAGE)) {
                // Where people look for it: /embed
                byPath.put(path.substring(0, path.length() - PAGE.length()), asset);
            }
        }
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

    private static byte[] bytes(String name) throws IOException {
        try (var resource = resource(name).openStream()) {
            return resource.readAllBytes();
        }
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
