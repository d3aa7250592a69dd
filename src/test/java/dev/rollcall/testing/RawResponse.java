package dev.rollcall.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One HTTP/1.1 response that is an event stream, from its bytes as they came from the socket: head, transfer coding, content
 * coding and events, all taken apart by code that shares nothing with the server. Takes pieces of any size. One thread.
 */
public final class RawResponse {
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final EventStreamParser parser = new EventStreamParser();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private ByteSink body = this::head;
    private BooleanSupplier complete = () -> false;
    private int status;

    /** All of {@code bytes}, fed in pieces of {@code pieceBytes}. */
    public static RawResponse of(byte[] bytes, int pieceBytes) {
        RawResponse response = new RawResponse();
        for (int start = 0; start < bytes.length; start += pieceBytes) {
            response.feed(bytes, start, Math.min(pieceBytes, bytes.length - start));
        }
        return response;
    }

    /** Takes {@code count} more bytes. */
    public void feed(byte[] bytes, int start, int count) {
        for (int i = start; i < start + count; i++) {
            body.feed(bytes[i]);
        }
    }

    /** The status; 0 as long as the head is not whole. */
    public int status() {
        return status;
    }

    /** The headers, their names in lower case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The events so far. */
    public EventStreamParser events() {
        return parser;
    }

    /** Whether it has ended as it should: with the last chunk, and between two blocks where it is compressed. */
    public boolean isComplete() {
        return complete.getAsBoolean();
    }

    private void head(byte next) {
        head.write(next);
        String text = head.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith(END_OF_HEAD)) {
            return;
        }
        String[] lines = text.split("\r\n");
        if (!lines[0].matches("HTTP/1\\.1 [0-9]{3} .*")) {
            throw new IllegalStateException("status line: found " + lines[0]);
        }
        status = Integer.parseInt(lines[0].substring(9, 12));
        for (int i = 1; i < lines.length; i++) {
            header(lines[i]);
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            throw new IllegalStateException("transfer-encoding: must be chunked; found the headers " + headers);
        }
        body();
    }

    private void body() {
        String coding = headers.getOrDefault("content-encoding", "identity");
        switch (coding) {
            case "identity" -> {
                ChunkedDecoder chunks = new ChunkedDecoder(parser::feed);
                body = chunks;
                complete = chunks::isComplete;
            }
            case "gzip" -> {
                GzipDecoder gzip = new GzipDecoder(parser::feed);
                ChunkedDecoder chunks = new ChunkedDecoder(gzip);
                body = chunks;
                complete = () -> chunks.isComplete() && gzip.isLevel();
            }
            default -> throw new IllegalStateException("content-encoding: found " + coding);
        }
    }

    private void header(String line) {
        int colon = line.indexOf(':');
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        if (headers.put(name, line.substring(colon + 1).strip()) != null) {
            throw new IllegalStateException("header: found " + name + " twice");
        }
    }
}
