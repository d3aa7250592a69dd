package dev.rollcall.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request, read no further than the benchmark's own client needs.
 *
 * @param line method and path
 * @param body a view into the buffer that it was read from
 */
record FloorRequest(String line, ByteBuffer body) {
    private static final Pattern HEAD = Pattern.compile("^([A-Z]+ /\\S*) HTTP/1\\.[01]\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d{1,6})\r\n");
    private static final int LINE_END = 0x0D0A0D0A;

    /** Takes the next whole request off {@code in}; null, and takes nothing, when it is not all there. */
    static @Nullable FloorRequest next(ByteBuffer in) throws IOException {
        int bodyFrom = headEnd(in);
        if (bodyFrom < 0) {
            return null;
        }
        String head = StandardCharsets.ISO_8859_1
                .decode(in.slice(in.position(), bodyFrom - in.position()))
                .toString();
        Matcher line = HEAD.matcher(head);
        if (!line.find()) {
            throw new IOException("no request: " + head.lines().findFirst());
        }
        Matcher length = LENGTH.matcher(head);
        int bodyBytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        if (in.limit() - bodyFrom < bodyBytes) {
            return null;
        }
        in.position(bodyFrom + bodyBytes);
        return new FloorRequest(line.group(1), in.slice(bodyFrom, bodyBytes));
    }

    private static int headEnd(ByteBuffer in) {
        for (int i = in.position(); i + Integer.BYTES <= in.limit(); i++) {
            if (in.getInt(i) == LINE_END) {
                return i + Integer.BYTES;
            }
        }
        return -1;
    }
}
