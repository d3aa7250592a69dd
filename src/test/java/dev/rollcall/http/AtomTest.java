package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.history.ArchiveRig;
import dev.rollcall.history.FilledStore;
import dev.rollcall.history.FilledStore.Row;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.VersionState;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The feed, read by the JDK's own parser, beside the rules of RFC 4287. */
class AtomTest {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    Path folder;

    private PastRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new PastRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void hasWhatAFeedMustHave() throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.24.0", "1.26.2"));

        HttpResponse<String> response = rig.get("changes.atom");
        Element feed = parse(response.body());

        assertThat(response.headers().firstValue("content-type")).hasValue("application/atom+xml");
        assertThat(feed.getLocalName()).isEqualTo("feed");
        assertThat(text(feed, "id")).startsWith("urn:uuid:");
        assertThat(text(feed, "title")).isEqualTo("Rollcall: changes");
        assertThat(text(feed, "updated")).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(text(feed, "name")).isEqualTo("Rollcall");
        assertThat(links(feed)).contains("self changes.atom", "alternate ./");
        Element entry = entries(feed).get(0);
        assertThat(text(entry, "id")).startsWith("urn:uuid:");
        assertThat(text(entry, "title")).isEqualTo("nginx upgraded from 1.24.0 to 1.26.2 on web1");
        assertThat(text(entry, "updated")).isEqualTo("2026-11-22T09:00:00Z");
        assertThat(text(entry, "content")).contains("Label of nginx");
    }

    @Test
    void hasTheFiftyNewestWithIdsOfTheirOwn() throws Exception {
        rig.store()
                .add(IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> Row.upgrade(i, NINE.plusSeconds(i), "nginx", "1." + i, "1." + (i + 1)))
                        .toList());

        Element feed = parse(rig.get("changes.atom").body());

        List<String> ids =
                entries(feed).stream().map(entry -> text(entry, "id")).toList();
        assertThat(ids).hasSize(50).doesNotHaveDuplicates().doesNotContain(text(feed, "id"));
        assertThat(text(entries(feed).get(0), "title")).contains("to 1.61");
    }

    @Test
    void idsOutliveTheServerItsNameAndItsNumbering() throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.24.0", "1.26.2"));
        Element before = parse(rig.get("changes.atom").body());
        String narrow = text(parse(rig.get("changes.atom?host=web1").body()), "id");

        rig.store().execute("UPDATE meta SET epoch = 'later'");
        Element after;
        try (ArchiveRig archive = new ArchiveRig(folder.resolve("past.db"));
                HttpRig again = HttpRig.withPast(archive::archive)) {
            after = parse(PastRig.get(again.address(), "changes.atom").body());
        }

        assertThat(text(after, "id")).isEqualTo(text(before, "id")).isNotEqualTo(narrow);
        assertThat(text(entries(after).get(0), "id"))
                .isEqualTo(text(entries(before).get(0), "id"));
    }

    @Test
    void anotherStoreHasOtherIds() throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.24.0", "1.26.2"));
        Element before = parse(rig.get("changes.atom").body());

        rig.store().execute("UPDATE meta SET store = 'another'");
        rig.http().found(new EntryKey("web1", "nginx"), "1");
        Element after = parse(rig.get("changes.atom").body());

        assertThat(text(after, "id")).isNotEqualTo(text(before, "id"));
        assertThat(text(entries(after).get(0), "id"))
                .isNotEqualTo(text(entries(before).get(0), "id"));
    }

    @Test
    void aFilterMakesAFeedOfItsOwnWithTheSameEntries() throws Exception {
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1.24.0", "1.26.2"));
        rig.store().add(Row.upgrade(2, NINE, "g++", "1.24.0", "1.26.2"));
        Element all = parse(rig.get("changes.atom").body());

        Element some = parse(rig.get("changes.atom?package=g%2B%2B").body());

        assertThat(entries(some)).hasSize(1);
        assertThat(text(some, "id")).isNotEqualTo(text(all, "id"));
        assertThat(text(entries(some).get(0), "id")).isEqualTo(text(entries(all).get(0), "id"));
        assertThat(links(some)).contains("self changes.atom?package=g%2B%2B");
        assertThat(text(some, "title")).isEqualTo("Rollcall: changes, package=g++");
    }

    @Test
    void isValidWhateverACommandPrinted() throws Exception {
        String nasty = "1\u0000\u001b[31m<b>&\"]]>\uFFFE\uD800 ü𝄞";
        EntryKey key = new EntryKey("web1", "nginx");
        rig.store().add(new Row(1, NINE, key, null, FilledStore.ok(nasty), null));
        rig.store().add(new Row(2, NINE, key, FilledStore.ok(nasty), new VersionState(nasty, Status.FAILED), nasty));

        Element feed = parse(rig.get("changes.atom").body());

        assertThat(text(entries(feed).get(1), "title")).contains("[31m<b>&\"]]>", "ü𝄞", "\uFFFD");
        assertThat(text(entries(feed).get(0), "content")).contains("]]>");
    }

    @Test
    void titlesAreTextHoweverHostile() throws Exception {
        String nasty = "<script>alert(1)</script>&lt;\u202e שלום " + "x".repeat(10_000);
        rig.store().add(Row.upgrade(1, NINE, "nginx", "1", nasty));

        HttpResponse<String> response = rig.get("changes.atom");
        Element entry = entries(parse(response.body())).get(0);

        // What turns its neighbours round is seen instead.
        assertThat(text(entry, "title")).contains(nasty.replace('\u202e', '\uFFFD'));
        assertThat(response.body()).doesNotContain("\u202e");
        assertThat(elements(entry, "title").get(0).getAttribute("type")).isIn("", "text");
        assertThat(response.body()).doesNotContain("<script");
    }

    @Test
    void aFeedOfNothingIsAFeed() throws Exception {
        Element feed = parse(rig.get("changes.atom").body());

        assertThat(entries(feed)).isEmpty();
        assertThat(text(feed, "updated")).isEqualTo("1970-01-01T00:00:00Z");
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Element> entries(Element feed) {
        return elements(feed, "entry");
    }

    private static List<String> links(Element feed) {
        return elements(feed, "link").stream()
                .map(link -> link.getAttribute("rel") + ' ' + link.getAttribute("href"))
                .toList();
    }

    private static String text(Element element, String name) {
        return elements(element, name).get(0).getTextContent();
    }

    private static List<Element> elements(Element element, String name) {
        NodeList nodes = element.getElementsByTagNameNS(ATOM, name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
