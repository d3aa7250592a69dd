package dev.rollcall.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser makes of the bytes of an event stream, written from the WHATWG HTML standard alone (9.2.5 and 9.2.6) and
 * sharing nothing with what writes them. Takes them in pieces of any size, as a network brings them. One thread.
 *
 * <p>An event that is not followed by an empty line never comes out, as the standard wants it at the end of a stream.
 */
public final class EventStreamParser {

    /** An event as a script is handed it. */
    public record Dispatched(String type, String data, String lastEventId) {}

    private static final Pattern ASCII_DIGITS = Pattern.compile("[0-9]+");

    private final Utf8Decoder utf8 = new Utf8Decoder(this::character);
    private final List<Dispatched> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder dataBuffer = new StringBuilder();
    private String typeBuffer = "";
    private String idBuffer = "";
    private String lastEventId = "";
    private Optional<BigInteger> retryMillis = Optional.empty();
    private boolean afterCarriageReturn;

    /** All of {@code stream}, fed in pieces of {@code pieceBytes}. */
    static EventStreamParser of(byte[] stream, int pieceBytes) {
        EventStreamParser parser = new EventStreamParser();
        int size = Math.max(1, Math.min(pieceBytes, stream.length));
        for (int start = 0; start < stream.length; start += size) {
            parser.feed(Arrays.copyOfRange(stream, start, Math.min(start + size, stream.length)));
        }
        return parser;
    }

    /** Takes the next bytes. */
    public void feed(byte[] bytes) {
        for (byte next : bytes) {
            feed(next);
        }
    }

    /** Takes the next byte. */
    public void feed(byte next) {
        utf8.feed(next);
    }

    /** What was dispatched so far. */
    public List<Dispatched> events() {
        return List.copyOf(events);
    }

    /** The last event of this type, where there was one. */
    public Optional<Dispatched> last(String type) {
        return events.stream().filter(event -> event.type().equals(type)).reduce((earlier, later) -> later);
    }

    /** What stood behind the colon of each comment line, which no script sees. */
    public List<String> comments() {
        return List.copyOf(comments);
    }

    /** What {@code Last-Event-ID} would be on the next connection: not set before the empty line that ends an event. */
    public String lastEventId() {
        return lastEventId;
    }

    /** The pause that was asked for last. */
    public Optional<BigInteger> retryMillis() {
        return retryMillis;
    }

    /** A line ends with LF, CR or CRLF; of the last, the LF may come much later than the CR. */
    private void character(int codePoint) {
        boolean restOfLineEnd = codePoint == '\n' && afterCarriageReturn;
        afterCarriageReturn = codePoint == '\r';
        if (restOfLineEnd) {
            return;
        }
        if (codePoint == '\r' || codePoint == '\n') {
            String whole = line.toString();
            line.setLength(0);
            line(whole);
        } else {
            line.appendCodePoint(codePoint);
        }
    }

    private void line(String whole) {
        int colon = whole.indexOf(':');
        if (whole.isEmpty()) {
            dispatch();
        } else if (colon == 0) {
            comments.add(whole.substring(1));
        } else if (colon > 0) {
            String value = whole.substring(colon + 1);
            field(whole.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        } else {
            field(whole, "");
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> typeBuffer = value;
            case "data" -> dataBuffer.append(value).append('\n');
            case "id" -> idBuffer = value.indexOf('\0') < 0 ? value : idBuffer;
            case "retry" -> {
                if (ASCII_DIGITS.matcher(value).matches()) {
                    retryMillis = Optional.of(new BigInteger(value));
                }
            }
            default -> {
                // Ignored, the standard says.
            }
        }
    }

    private void dispatch() {
        lastEventId = idBuffer;
        if (dataBuffer.length() > 0) {
            String data = dataBuffer.substring(0, dataBuffer.length() - 1);
            events.add(new Dispatched(typeBuffer.isEmpty() ? "message" : typeBuffer, data, lastEventId));
        }
        dataBuffer.setLength(0);
        typeBuffer = "";
    }
}
