package dev.rollcall.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what a large history costs: writing it, starting with it, asking it, and whether asking it keeps events waiting.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify -Dbench.main=dev.rollcall.bench.HistoryBenchmark
 * }</pre>
 */
@Command(
        name = "history-benchmark",
        description = "Measures what a large history costs. Bounded, on the loopback; its servers end with it.",
        mixinStandardHelpOptions = true)
public final class HistoryBenchmark implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern NEXT = Pattern.compile("\"next\":\"([^\"]+)\"");
    private static final double MILLI_IN_NANOS = 1e6;
    private static final double MEBIBYTE = 1 << 20;
    /** What a small history is smaller by. */
    private static final int SMALL = 100;

    /** Those that the README recommends for many clients. */
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmn16m", "-Xmx256m");

    private static final int QUESTIONS = 1_000;

    @Option(names = "--changes", defaultValue = "1000000", description = "In the history. Default: ${DEFAULT-VALUE}.")
    private int changes;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--rate", defaultValue = "2000", description = "Changes per second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--clients", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(names = "--seconds", defaultValue = "20", description = "Per phase. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "bench");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private Path log = Path.of("");

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HistoryBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path work = Files.createDirectories(folder).resolve("history-" + System.currentTimeMillis());
        Files.createDirectories(work);
        log = work.resolve("log.txt");
        Path small = work.resolve("small.db");
        Path full = work.resolve("full.db");
        System.out.println(Machine.described(
                String.join(" ", rounds + " rounds,", changes + " changes"), String.join(" ", FLAGS), "-"));
        fill(small, changes / SMALL);
        fill(full, changes);
        for (int round = 1; round <= rounds; round++) {
            System.out.printf("%nround %d%n", round);
            start(changes / SMALL + " changes", small);
            start(changes + " changes", full);
        }
        Path live = Files.copy(full, work.resolve("live.db"));
        deliver(live);
        return CommandLine.ExitCode.OK;
    }

    /** As fast as it goes. */
    private void fill(Path file, int changes) throws Exception {
        CompletableFuture<String> filled = new CompletableFuture<>();
        try (JavaProcess writer = process(
                List.of(HistoryServer.class.getName(), "--file", file.toString(), "--fill", "" + changes),
                filled::complete)) {
            double nanos = Double.parseDouble(filled.get(30, TimeUnit.MINUTES).substring("filled ".length()));
            if (!writer.ends(PATIENCE)) {
                throw new IOException("it does not close the file, see " + log);
            }
            print(changes + " written in batches of 1,000, each durable", "%.0f changes/s", changes / nanos * 1e9);
            print("size of the file", "%.0f MiB", Files.size(file) / MEBIBYTE);
        }
    }

    /** The whole program, from the start of its process. */
    private void start(String what, Path file) throws Exception {
        Path conf = file.resolveSibling("conf.json");
        Files.writeString(
                conf,
                "{\"http\":{\"port\":0},\"collect\":{\"discover\":false},\"history\":{\"file\":\"" + file
                        + "\",\"keep\":\"36500d\"}}");
        CompletableFuture<String> address = new CompletableFuture<>();
        long begin = System.nanoTime();
        try (JavaProcess server =
                process(List.of("dev.rollcall.cli.Main", "--conf", conf.toString()), address::complete)) {
            String line = address.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            URI uri = URI.create(line.substring(line.indexOf("http")));
            get(uri.resolve("api/versions"));
            print(what + ": until the board is served", "%.0f ms", (System.nanoTime() - begin) / MILLI_IN_NANOS);
            ask(what, uri);
            print(
                    what + ": memory after that",
                    "%.0f MiB",
                    Proc.rssBytes(server.handle().pid()) / MEBIBYTE);
        }
    }

    /** Another page of the past each time, so that no answer is remembered. */
    private void ask(String what, URI server) throws Exception {
        List<Long> nanos = new ArrayList<>();
        String cursor = "";
        int pass = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            long begin = System.nanoTime();
            String page = get(server.resolve("api/changes?limit=100&since=" + pass + cursor))
                    .body();
            nanos.add(System.nanoTime() - begin);
            Matcher next = NEXT.matcher(page);
            boolean more = next.find();
            cursor = more ? "&cursor=" + next.group(1) : "";
            pass += more ? 0 : 1;
        }
        Collections.sort(nanos);
        print(
                what + ": api/changes?limit=100, median / p99 of " + nanos.size(),
                "%.1f / %.1f ms",
                nanos.get(nanos.size() / 2) / MILLI_IN_NANOS,
                nanos.get(nanos.size() * 99 / 100) / MILLI_IN_NANOS);
    }

    /** Events under a steady rate of changes, without and with questions to the whole history. */
    private void deliver(Path file) throws Exception {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        try (JavaProcess server = process(
                        List.of(HistoryServer.class.getName(), "--file", file.toString(), "--rate", "" + rate),
                        line -> port.complete(Integer.valueOf(line.substring(Contract.LISTENING.length()))));
                HistoryClients streams =
                        new HistoryClients(port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), clients)) {
            URI uri = URI.create("http://127.0.0.1:" + port.get() + '/');
            pause();
            long before = seq(uri);
            long begin = System.nanoTime();
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("%nround %d, %d changes/s to %d clients%n", round, rate, clients);
                streams.take();
                pause();
                Histogram quiet = streams.take();
                say("nobody asks", quiet);
                AtomicInteger asked = new AtomicInteger();
                Thread asking = new Thread(() -> askEverything(uri, asked), "questions");
                asking.start();
                pause();
                Histogram busy = streams.take();
                asking.interrupt();
                asking.join();
                say("the whole history is asked for, " + asked.get() + " times", busy);
                ratios.add((double) busy.getValueAtPercentile(99) / quiet.getValueAtPercentile(99));
            }
            Collections.sort(ratios);
            print("p99 with questions to p99 without, median", "%.2f", ratios.get(ratios.size() / 2));
            print("memory at the end", "%.0f MiB", Proc.rssBytes(server.handle().pid()) / MEBIBYTE);
            print("changes written", "%.0f /s", (seq(uri) - before) * 1e9 / (System.nanoTime() - begin));
        }
    }

    private void askEverything(URI server, AtomicInteger asked) {
        try {
            while (!Thread.interrupted()) {
                get(server.resolve(asked.get() % 2 == 0 ? "api/diff?from=0" : "api/changes?kind=removed"));
                asked.incrementAndGet();
            }
        } catch (IOException e) {
            System.out.println("question failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long seq(URI server) throws IOException, InterruptedException {
        Matcher seq = Pattern.compile("\"seq\":(\\d+)")
                .matcher(get(server.resolve("api/versions")).body());
        return seq.find() ? Long.parseLong(seq.group(1)) : 0;
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private JavaProcess process(List<String> program, Consumer<String> lines) throws IOException {
        return JavaProcess.start(Cores.SERVER, FLAGS, program, log, lines);
    }

    private void pause() throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    private static void say(String what, Histogram micros) {
        print(
                what + ": from the reading to the client, p50 / p99 / max of " + micros.getTotalCount(),
                "%.1f / %.1f / %.1f ms",
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3);
    }

    private static void print(String what, String format, Object... values) {
        System.out.println("- " + what + ": " + String.format(Locale.ROOT, format, values));
    }
}
