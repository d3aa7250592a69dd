package dev.rollcall.http;

import java.io.StringWriter;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A badge as a picture, in the style of those of shields.io; its texts are plain. Stateless; any thread. */
final class BadgeSvg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String FONT = "Verdana,Geneva,DejaVu Sans,sans-serif";
    private static final String LABEL_COLOUR = "#3b4754";
    private static final int HEIGHT = 20;
    private static final int BASELINE = 14;
    private static final int RADIUS = 3;
    /** Between a text and the end of its ground. */
    private static final int MARGIN = 6;

    private BadgeSvg() {}

    static String of(Badge badge) {
        StringWriter text = new StringWriter();
        try {
            write(badge, XmlText.writer(text));
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to a string cannot fail", e);
        }
        return text.toString();
    }

    private static void write(Badge badge, XMLStreamWriter xml) throws XMLStreamException {
        String label = badge.shortLabel();
        int split = TextWidth.pixels(label) + 2 * MARGIN;
        int width = split + TextWidth.pixels(badge.message()) + 2 * MARGIN;
        xml.writeStartElement("svg");
        xml.writeDefaultNamespace(NAMESPACE);
        attribute(xml, "width", width);
        attribute(xml, "height", HEIGHT);
        xml.writeAttribute("role", "img");
        element(xml, "title", badge.label() + ": " + badge.whole());
        ground(xml, split, width, '#' + badge.look().colour());
        drawn(xml, label, MARGIN);
        drawn(xml, badge.message(), split + MARGIN);
        xml.writeEndElement();
        xml.close();
    }

    /** All of it in one colour, and over that the label's part in the other. */
    private static void ground(XMLStreamWriter xml, int split, int width, String colour) throws XMLStreamException {
        xml.writeEmptyElement("rect");
        attribute(xml, "width", width);
        attribute(xml, "height", HEIGHT);
        attribute(xml, "rx", RADIUS);
        xml.writeAttribute("fill", colour);
        xml.writeEmptyElement("path");
        xml.writeAttribute("fill", LABEL_COLOUR);
        xml.writeAttribute("d", "M3 0H" + split + "V20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z");
    }

    /** As wide as was counted, whatever font there is. */
    private static void drawn(XMLStreamWriter xml, String text, int x) throws XMLStreamException {
        xml.writeStartElement("text");
        attribute(xml, "x", x);
        attribute(xml, "y", BASELINE);
        xml.writeAttribute("fill", "#fff");
        xml.writeAttribute("font-family", FONT);
        xml.writeAttribute("font-size", "11");
        attribute(xml, "textLength", TextWidth.pixels(text));
        xml.writeAttribute("lengthAdjust", "spacingAndGlyphs");
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, int value) throws XMLStreamException {
        xml.writeAttribute(name, Integer.toString(value));
    }
}
