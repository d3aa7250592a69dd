package dev.rollcall.http;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Text in XML 1.0, whatever a command printed. Stateless; any thread. */
final class XmlText {
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();
    private static final int REPLACEMENT = 0xFFFD;

    private XmlText() {}

    /** One that writes to {@code text}, and escapes markup. */
    static XMLStreamWriter writer(StringWriter text) throws XMLStreamException {
        // Factories of this kind are not said to be thread-safe.
        synchronized (XML) {
            return XML.createXMLStreamWriter(text);
        }
    }

    /** XML 1.0 cannot say every character, not even escaped: the others are replaced. */
    static String valid(String text) {
        StringBuilder valid = new StringBuilder(text.length());
        text.codePoints().map(c -> isValid(c) ? c : REPLACEMENT).forEach(valid::appendCodePoint);
        return valid.toString();
    }

    private static boolean isValid(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0x10FFFF);
    }
}
