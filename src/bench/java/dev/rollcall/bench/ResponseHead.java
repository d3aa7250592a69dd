package dev.rollcall.bench;

import java.util.Locale;

/** Collects the head of an HTTP/1.1 response, in pieces that may end anywhere. On one thread. */
final class ResponseHead {
    private static final int BYTES_MAX = 4096;
    private static final int STATUS_FROM = "HTTP/1.1 ".length();
    private static final int STATUS_TO = STATUS_FROM + 3;
    private static final String END = "\r\n\r\n";

    private final StringBuilder head = new StringBuilder();

    /**
     * Reads on with {@code bytes[from, to)}.
     *
     * @return where the body begins; -1 when the head has not ended yet
     * @throws IllegalArgumentException when it is too long, or not the head of a response
     */
    int read(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            head.append((char) bytes[at]);
            if (bytes[at] == '\n'
                    && head.length() >= END.length()
                    && head.lastIndexOf(END) == head.length() - END.length()) {
                check();
                return at + 1;
            }
            if (head.length() > BYTES_MAX) {
                throw new IllegalArgumentException("head of more than " + BYTES_MAX + " bytes");
            }
        }
        return -1;
    }

    /** The three digits. */
    int status() {
        return Integer.parseInt(head, STATUS_FROM, STATUS_TO, 10);
    }

    /** Whether there is a header line that begins with {@code start}, in lower case. */
    boolean has(String start) {
        return head.toString().toLowerCase(Locale.ROOT).contains("\r\n" + start);
    }

    /** Makes ready for the next response of the same connection. */
    void clear() {
        head.setLength(0);
    }

    private void check() {
        if (!head.toString().matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            throw new IllegalArgumentException(
                    "no response: " + head.toString().lines().findFirst());
        }
    }
}
