package dev.rollcall.cli;

import dev.rollcall.Rollcall;
import dev.rollcall.Transport;
import dev.rollcall.catalogue.Catalogue;
import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.RollcallConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParentCommand;

/**
 * {@code rollcall rehearse}: a short life of the server in a temporary folder, so that a JVM that keeps an archive of classes
 * meets those that a start needs. For the start script; people have no use for it. Ends within {@link #SECONDS_MAX}.
 */
@Command(
        name = "rehearse",
        description = "Starts and ends a server, for the start script's archive of classes.",
        hidden = true,
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class)
final class Rehearse implements Callable<Integer> {
    private static final int SECONDS_MAX = 30;
    private static final List<String> ASKED = List.of("/health/ready", "/", "/api/versions", "/events");
    private static final int ANSWER_BYTES_MAX = 512;

    @ParentCommand
    private @Nullable Main rollcall;

    @Override
    public Integer call() throws IOException, InvalidConfigException, TimeoutException {
        // Read for its classes alone; what is wrong with it, the server tells.
        RollcallConfig unused = Objects.requireNonNull(rollcall).config();
        Path folder = Files.createTempDirectory("rollcall-rehearsal");
        try {
            rehearse(folder);
        } finally {
            delete(folder);
        }
        return ExitCode.OK;
    }

    private static void rehearse(Path folder) throws InvalidConfigException, IOException, TimeoutException {
        Vertx vertx = Transport.vertx();
        try {
            Rollcall server = Rollcall.start(vertx, config(folder)).await(SECONDS_MAX, TimeUnit.SECONDS);
            for (String path : ASKED) {
                ask(server.address().getPort(), path);
            }
            server.stop().await(SECONDS_MAX, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /** One command is enough to have met all that runs it; nothing is asked that the server asks already. */
    private static RollcallConfig config(Path folder) throws InvalidConfigException {
        String file = new JsonObject()
                .put("file", folder.resolve("rollcall.db").toString())
                .encode();
        String json = "{ \"http\": { \"port\": 0, \"drain\": \"0s\" }, \"collect\": { \"discover\": false },"
                + " \"packages\": [ \"kernel\" ], \"history\": " + file + " }";
        Catalogue catalogue = Catalogue.load();
        return new ConfigReader(name -> catalogue.find(name).isPresent()).read("rehearsal", json);
    }

    /** By a bare socket: a client of ours would bring classes that the server never needs. */
    private static void ask(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS_MAX));
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            int unused = socket.getInputStream().read(new byte[ANSWER_BYTES_MAX]);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
