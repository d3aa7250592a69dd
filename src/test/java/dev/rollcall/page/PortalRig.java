package dev.rollcall.page;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.Script;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A Rollcall with odd packages, and a portal on another origin that shows them. */
final class PortalRig implements AutoCloseable {
    static final String HOSTILE = "<img src=x onerror=document.title='hacked'>";
    /** A label that turns round what follows, and tries to end what keeps it in. */
    static final String TURNED = "\u2069\u202ETurned";

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    final Portal portal;
    final Script shop;
    private final Path folder;
    private final Path config;
    private JarProcess rollcall;
    private URI address;

    private PortalRig(Portal portal, Path folder, JsonObject http) throws IOException {
        this.portal = portal;
        this.folder = folder;
        this.shop = Script.in(folder, "shop", "echo shop 4.2.0");
        this.config = Files.writeString(
                folder.resolve("c.json"),
                new JsonObject()
                        .put("http", http)
                        .put("stream", new JsonObject().put("retry", "200ms"))
                        .put("collect", new JsonObject().put("every", "200ms").put("discover", false))
                        .put("history", new JsonObject().putNull("file"))
                        .put("packages", packages())
                        .encode());
        this.rollcall = JarProcess.start(folder, "--conf", config.toString(), "--port", "0");
        this.address = rollcall.address();
    }

    /** Where the portal's page may frame Rollcall's and read its answers. */
    static PortalRig open(Path folder) throws IOException {
        Portal portal = Portal.start();
        JsonArray origins = new JsonArray().add(portal.origin());
        return new PortalRig(
                portal, folder, new JsonObject().put("origins", origins).put("frameAncestors", origins));
    }

    /** Where the portal's page may frame Rollcall's, and any page read its answers. */
    static PortalRig openToAll(Path folder) throws IOException {
        Portal portal = Portal.start();
        return new PortalRig(
                portal,
                folder,
                new JsonObject()
                        .put("origins", JsonArray.of("*"))
                        .put("frameAncestors", JsonArray.of(portal.origin())));
    }

    /** As Rollcall is by default: no other page may do anything with it. */
    static PortalRig closed(Path folder) throws IOException {
        return new PortalRig(Portal.start(), folder, new JsonObject());
    }

    private JsonArray packages() {
        return new JsonArray()
                .add(new JsonObject()
                        .put("name", "shop")
                        .put("label", "Shop")
                        .put("category", "Ours")
                        .put("command", folder.resolve("shop").toString()))
                .add(new JsonObject()
                        .put("name", "gone")
                        .put("label", "Gone")
                        .put("category", "Ours")
                        .put("command", "/nowhere/gone"))
                .add(echo("mute", "Mute", "says nothing of use"))
                .add(echo("hostile", HOSTILE, "v=" + HOSTILE))
                .add(echo("turned", TURNED, "v=1.2.3"))
                .add(echo("long", "Long", "v=" + "1234567890".repeat(1_000)));
    }

    private static JsonObject echo(String name, String label, String output) {
        return new JsonObject()
                .put("name", name)
                .put("label", label)
                .put("category", "<b>Odd</b>")
                .put("command", new JsonArray().add("echo").add(output))
                .put("pattern", "v=(?<version>.*)");
    }

    /** Rollcall's, with a slash at its end. */
    String address() {
        return address.toString();
    }

    /** Puts the script and this body into the portal's page. */
    Portal page(String body) {
        return portal.page("<script src='" + address + "rollcall.js' defer></script>" + body);
    }

    /** Whether so many clients hold a stream, soon. */
    boolean hasClients(int number) {
        return Eventually.holds(PATIENCE, () -> metrics().contains("\nrollcall_stream_clients " + number + ".0\n"));
    }

    private String metrics() {
        try (var answer = address.resolve("metrics").toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends Rollcall, as a shutdown does. */
    void stopServer() throws Exception {
        rollcall.terminate(5);
        rollcall.close();
    }

    /** Starts it again where it was. */
    void startServer() throws IOException {
        rollcall = JarProcess.start(folder, "--conf", config.toString(), "--port", Integer.toString(address.getPort()));
        address = rollcall.address();
    }

    @Override
    public void close() throws IOException {
        rollcall.close();
        portal.close();
    }
}
