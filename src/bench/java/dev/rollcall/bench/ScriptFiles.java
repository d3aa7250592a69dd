package dev.rollcall.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * All scripts that a page may ever load: those that it names, what these import at once or later, and workers.
 *
 * @param files how many
 * @param bytes as they are on the disk
 * @param sentBytes as they are sent to a browser
 */
record ScriptFiles(int files, long bytes, long sentBytes) {
    /** In a page, {@code src}; in a script, what is imported and what a worker is made of. */
    private static final Pattern NAMED =
            Pattern.compile("(?:<script[^>]* src=|from |import |import\\(|new URL\\(|Worker\\()\"([^\"]+\\.js)\"");

    /** Fetches all that {@code page} leads to. */
    static ScriptFiles of(URI page) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        Set<URI> seen = new HashSet<>();
        Deque<URI> left = new ArrayDeque<>(Set.of(page));
        long bytes = 0;
        long sent = 0;
        while (!left.isEmpty()) {
            URI next = left.remove();
            HttpRequest request = HttpRequest.newBuilder(next)
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                continue;
            }
            byte[] text = plain(response);
            if (!next.equals(page)) {
                bytes += text.length;
                sent += response.body().length;
            }
            Matcher named = NAMED.matcher(new String(text, StandardCharsets.UTF_8));
            while (named.find()) {
                URI file = next.resolve(named.group(1));
                if (seen.add(file)) {
                    left.add(file);
                }
            }
        }
        return new ScriptFiles(seen.size(), bytes, sent);
    }

    private static byte[] plain(HttpResponse<byte[]> response) throws IOException {
        if (response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
                return in.readAllBytes();
            }
        }
        return response.body();
    }
}
