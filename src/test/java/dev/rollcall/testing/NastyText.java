package dev.rollcall.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts and streams made of what breaks careless framing and parsing; the same for the same seed. */
public final class NastyText {
    private static final List<String> TEXTS = List.of(
            "\r",
            "\n",
            "\r\n",
            "\0",
            "\u2028",
            "\u2029",
            "\u0085",
            "\u000B",
            "\f",
            "\uFEFF",
            "\uFFFE",
            " ",
            "  ",
            ":",
            ": ",
            "data: x",
            "event: y",
            "id: 9",
            "retry: 1",
            "🐘",
            "é",
            "\uD83D",
            "\uDC18",
            "\t",
            "a",
            "b",
            "");

    /** Whole and broken lines of an event stream, and bytes that are no UTF-8. */
    private static final List<String> LINES = List.of(
            "data",
            "data:",
            "data: ",
            "data: a",
            "data:  b",
            "data:🐘",
            "data : no",
            " data: no",
            "Data: no",
            "event: a",
            "event",
            "event: b",
            "id: 7",
            "id",
            "id: 8\0",
            "id:  9 ",
            ":",
            ": comment",
            "retry: 5",
            "retry: 5x",
            "retry",
            "other: x",
            "\uFEFFdata: marked",
            "data: \uFEFF",
            "data: \0",
            "data:::",
            "data: \u2028\u2029\u0085\u000B\f",
            "");

    private static final List<String> TERMINATORS =
            List.of("\r", "\n", "\r\n", "\n\n", "\r\r", "\r\n\r\n", "\n\r\n", "");
    private static final byte[][] BROKEN_UTF_8 = {
        {(byte) 0x80},
        {(byte) 0xC3},
        {(byte) 0xC0, (byte) 0xAF},
        {(byte) 0xE2, (byte) 0x80},
        {(byte) 0xF0, (byte) 0x9F},
        {(byte) 0xED, (byte) 0xA0, (byte) 0xBD},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xFF},
        {(byte) 0xE0, (byte) 0x80, (byte) 0xAF},
        {(byte) 0xF0, (byte) 0x9F, (byte) 0x90, 'a'}
    };

    private NastyText() {}

    /** Any text, also with halves of surrogate pairs. */
    public static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(one(TEXTS, random));
        }
        return text.toString();
    }

    /** Any bytes that an event stream may be, with and without a byte order mark. */
    public static byte[] stream(Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        if (random.nextInt(4) == 0) {
            stream.writeBytes("\uFEFF".getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 5 + random.nextInt(40); i > 0; i--) {
            stream.writeBytes(one(LINES, random).getBytes(StandardCharsets.UTF_8));
            if (random.nextInt(8) == 0) {
                stream.writeBytes(BROKEN_UTF_8[random.nextInt(BROKEN_UTF_8.length)]);
            }
            stream.writeBytes(one(TERMINATORS, random).getBytes(StandardCharsets.UTF_8));
        }
        return stream.toByteArray();
    }

    /** {@code data} as a script must be given it: each kind of line end as LF, halves of pairs as {@code ?}. */
    public static String received(String data) {
        String lines = data.replace("\r\n", "\n").replace('\r', '\n');
        // Only halves that stand alone are surrogates as code points.
        return lines.codePoints()
                .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String one(List<String> alphabet, Random random) {
        return alphabet.get(random.nextInt(alphabet.size()));
    }
}
