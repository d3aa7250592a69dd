package dev.rollcall.http;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A script as it is sent: without the comments that have lines of their own, which are a third of it when it is compressed. Their
 * lines stay, empty, so that an error's line is that of the file. Knows no JavaScript but this: what looks like such a comment
 * inside a template of several lines would go too. Stateless; any thread.
 */
final class ScriptText {
    private ScriptText() {}

    /** The same program as {@code script}, which is UTF-8. */
    static byte[] bare(byte[] script) {
        Comments comments = new Comments();
        return new String(script, StandardCharsets.UTF_8)
                .lines()
                .map(line -> comments.has(line.strip()) ? "" : line)
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Where a reader is who takes one line after the other. */
    private static final class Comments {
        private boolean isInside;

        boolean has(String line) {
            boolean begins = line.startsWith("/*");
            boolean has = isInside || begins || line.startsWith("//");
            if (isInside || begins) {
                isInside = !line.endsWith("*/");
            }
            return has;
        }
    }
}
