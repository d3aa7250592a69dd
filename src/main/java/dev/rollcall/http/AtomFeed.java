package dev.rollcall.http;

import dev.rollcall.history.ChangeJson;
import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.RecordedChange;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An Atom feed, RFC 4287. Its ids are made of the store's name and the numbers of changes: the same for ever, wherever the
 * feed is read from and however often Rollcall starts again. A choice of changes is a feed of its own.
 */
final class AtomFeed {
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    private final String store;
    private final String filter;

    /** The feed of the choice that {@code query} makes from the store of that name. */
    AtomFeed(String store, ChangeQuery query) {
        this.store = store;
        this.filter = String.join("&", PastLink.filter(query));
    }

    /** The feed with {@code changes} in it, as XML. */
    String text(List<RecordedChange> changes) throws XMLStreamException {
        StringWriter text = new StringWriter();
        XMLStreamWriter xml = XmlText.writer(text);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("feed");
        xml.writeDefaultNamespace(NAMESPACE);
        element(xml, "id", id("feed?" + filter));
        element(xml, "title", title());
        element(xml, "updated", ChangeJson.time(updated(changes)));
        xml.writeStartElement("author");
        element(xml, "name", "Rollcall");
        xml.writeEndElement();
        link(xml, "self", "application/atom+xml", "changes.atom" + (filter.isEmpty() ? "" : '?' + filter));
        link(xml, "alternate", "text/html", "./");
        for (RecordedChange change : changes) {
            entry(xml, change);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return text.toString();
    }

    private void entry(XMLStreamWriter xml, RecordedChange change) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", id("change/" + change.seq()));
        element(xml, "title", VisibleText.of(Headline.of(change)));
        element(xml, "updated", ChangeJson.time(change.at()));
        link(xml, "alternate", "text/html", "./");
        xml.writeEmptyElement("category");
        xml.writeAttribute("term", change.kind().wireName());
        element(xml, "content", content(change));
        xml.writeEndElement();
    }

    private static String content(RecordedChange change) {
        String said = change.subject().label() + " (" + change.subject().category() + "): " + Headline.of(change);
        return VisibleText.of(change.reason() == null ? said : said + ", " + change.reason());
    }

    private String title() {
        String all = "Rollcall: changes";
        return filter.isEmpty() ? all : all + ", " + VisibleText.of(URLDecoder.decode(filter, StandardCharsets.UTF_8));
    }

    private String id(String name) {
        byte[] bytes = ("rollcall:" + store + '/' + name).getBytes(StandardCharsets.UTF_8);
        return "urn:uuid:" + UUID.nameUUIDFromBytes(bytes);
    }

    /** A feed must say when; one in which nothing ever happened says since always. */
    private static Instant updated(List<RecordedChange> changes) {
        return changes.stream()
                .map(RecordedChange::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(XmlText.valid(text));
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String relation, String type, String target)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", target);
    }
}
