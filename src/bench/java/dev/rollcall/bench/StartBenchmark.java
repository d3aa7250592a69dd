package dev.rollcall.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a start of the unpacked archive by its script, from the start of the process to the first 200 of /health/ready, with and
 * without the archive of classes, in turns.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify -Dbench.main=dev.rollcall.bench.StartBenchmark
 * }</pre>
 */
@Command(
        name = "start-benchmark",
        description = "Measures how long a start takes. Bounded, on the loopback; its servers end with it.",
        mixinStandardHelpOptions = true)
public final class StartBenchmark implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double MILLI_IN_NANOS = 1e6;
    private static final int ANSWER_MILLIS_MAX = 1_000;
    private static final int PAUSE_MILLIS = 4;
    private static final String READY = "GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final byte[] FINE = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);

    @Option(names = "--starts", defaultValue = "15", description = "Of each kind. Default: ${DEFAULT-VALUE}.")
    private int starts;

    @Option(names = "--archive", description = "The tar.gz. Default: the one of the build.")
    private Path archive = Path.of(System.getProperty("rollcall.archive", "target/rollcall-0.1.0.tar.gz"));

    @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "bench");

    /** What is varied: what the configuration says, and which cache the script is told. */
    private record Kind(String name, String collect, String cache, List<Long> nanos) {
        Kind(String name, String collect, String cache) {
            this(name, collect, cache, new ArrayList<>());
        }
    }

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createDirectories(folder)
                .resolve("start-" + System.currentTimeMillis())
                .toAbsolutePath();
        Files.createDirectories(work);
        Path script = unpack(work);
        String cache = work.resolve("cache").toString();
        List<Kind> kinds = List.of(
                new Kind("this machine discovered, first start", "{}", "none"),
                new Kind("this machine discovered, second start", "{}", cache),
                new Kind("no discovery, first start", "{\"discover\":false}", "none"),
                new Kind("no discovery, second start", "{\"discover\":false}", cache));
        System.out.println(Machine.unpinned());
        System.out.println("- " + starts + " starts of each kind, in turns, by bin/rollcall with its own flags");
        System.out.printf(
                "- the archive: there %.0f ms after the start of the first server%n%n",
                rehearse(script, work) / MILLI_IN_NANOS);
        for (int i = 0; i < starts; i++) {
            for (Kind kind : kinds) {
                kind.nanos().add(start(script, work, kind));
            }
        }
        kinds.forEach(StartBenchmark::print);
        return CommandLine.ExitCode.OK;
    }

    private Path unpack(Path work) throws Exception {
        run(new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", work.toString()));
        try (Stream<Path> unpacked = Files.list(work)) {
            return unpacked.findFirst().orElseThrow().resolve("bin/rollcall");
        }
    }

    /** The first start makes the archive in the background; waits until it is there. */
    private long rehearse(Path script, Path work) throws Exception {
        Kind first = new Kind("", "{\"discover\":false}", work.resolve("cache").toString());
        long begin = System.nanoTime();
        Process server = serve(script, conf(work, first, freePort()), first);
        try {
            while (!isMade(work.resolve("cache"))) {
                check(server, begin);
            }
            return System.nanoTime() - begin;
        } finally {
            end(server);
        }
    }

    private static boolean isMade(Path cache) throws IOException {
        if (!Files.isDirectory(cache)) {
            return false;
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("rollcall-"));
        }
    }

    private long start(Path script, Path work, Kind kind) throws Exception {
        int port = freePort();
        Path conf = conf(work, kind, port);
        long begin = System.nanoTime();
        Process server = serve(script, conf, kind);
        try {
            while (!isReady(port)) {
                check(server, begin);
            }
            return System.nanoTime() - begin;
        } finally {
            end(server);
        }
    }

    /** An empty history each time. */
    private static Path conf(Path work, Kind kind, int port) throws IOException {
        Path own = Files.createTempDirectory(work, "start");
        return Files.writeString(
                own.resolve("rollcall.json"),
                "{\"http\":{\"port\":" + port + "},\"collect\":" + kind.collect() + ",\"history\":{\"file\":\""
                        + own.resolve("rollcall.db") + "\"}}");
    }

    private Process serve(Path script, Path conf, Kind kind) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "--conf", conf.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(conf.resolveSibling("log.txt").toFile());
        builder.environment().put("ROLLCALL_CACHE", kind.cache());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static boolean isReady(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS_MAX);
            socket.setSoTimeout(ANSWER_MILLIS_MAX);
            OutputStream out = socket.getOutputStream();
            out.write(READY.getBytes(StandardCharsets.US_ASCII));
            return Arrays.equals(socket.getInputStream().readNBytes(FINE.length), FINE);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void check(Process server, long begin) throws Exception {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
            throw new IOException("not ready after " + PATIENCE);
        }
        // Wakes up at once when it ends, which it should not.
        if (server.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IOException("it ended with " + server.exitValue());
        }
    }

    private static void end(Process server) throws InterruptedException {
        server.destroy();
        if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(ProcessBuilder builder) throws Exception {
        int exit = builder.inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException(builder.command() + " ended with " + exit);
        }
    }

    private static void print(Kind kind) {
        List<Long> sorted = kind.nanos().stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "- %s: median %.0f ms, from %.0f to %.0f%n",
                kind.name(),
                sorted.get(sorted.size() / 2) / MILLI_IN_NANOS,
                sorted.get(0) / MILLI_IN_NANOS,
                sorted.get(sorted.size() - 1) / MILLI_IN_NANOS);
    }
}
