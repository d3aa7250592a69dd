package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Reading;
import dev.rollcall.inventory.Reading.Outcome;
import dev.rollcall.inventory.Subject;
import dev.rollcall.testing.SseSocket;
import io.vertx.core.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Badges, as pictures read by the JDK's own parser, and as shields.io asks for them. */
class BadgeTest {
    private static final String SVG = "http://www.w3.org/2000/svg";

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
    void showsTheVersionAndMayBeShownAnywhere() throws Exception {
        found("nginx", "1.26.2");

        HttpResponse<String> answer = rig.get("badge/web1/nginx.svg");
        Element svg = parse(answer.body());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/svg+xml");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("max-age=30");
        assertThat(answer.headers().firstValue("cross-origin-resource-policy")).hasValue("cross-origin");
        assertThat(answer.headers().firstValue("content-security-policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(texts(svg, "title")).containsExactly("Label of nginx: 1.26.2");
        assertThat(texts(svg, "text")).containsExactly("Label of nginx", "1.26.2");
    }

    @Test
    void saysInWordsWhatIsNotUpToDate() throws Exception {
        found("failed", "1.0");
        told("failed", new Reading.Failed("exit code 1", ""));
        told("never", new Reading.Failed("exit code 1", ""));
        told("missing", new Reading.Absent("it is not there"));
        found("stale", "2.0");
        told("stale", new Reading.Overdue("not asked"));

        assertThat(message("failed")).isEqualTo("failed, was 1.0");
        assertThat(message("never")).isEqualTo("failed");
        assertThat(message("missing")).isEqualTo("missing");
        assertThat(message("stale")).isEqualTo("stale, was 2.0");
    }

    @Test
    void isForShieldsToo() throws Exception {
        found("nginx", "1.26.2");
        told("broken", new Reading.Failed("exit code 1", ""));

        HttpResponse<String> answer = rig.get("badge/web1/nginx.json");

        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("cache-control")).hasValue("max-age=30");
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject("""
                {"schemaVersion":1,"label":"Label of nginx","message":"1.26.2","color":"17703f","cacheSeconds":300}"""));
        assertThat(rig.json("badge/web1/broken.json").getBoolean("isError")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"svg, image/svg+xml", "json, application/json"})
    void whatIsNotOnTheBoardIsABadgeThatSaysSo(String form, String type) throws Exception {
        HttpResponse<String> answer = rig.get("badge/web1/nothing." + form);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue(type);
        assertThat(answer.body()).contains("nothing", "not found");
        String tag = answer.headers().firstValue("etag").orElseThrow();
        assertThat(rig.get("badge/web1/nothing." + form, "If-None-Match", tag).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"badge/web1/nginx.svg", "badge/web1/nginx.json"})
    void isNotSentTwiceAndAnswersHead(String path) throws Exception {
        found("nginx", "1.26.2");
        String tag = rig.get(path).headers().firstValue("etag").orElseThrow();

        assertThat(rig.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(rig.head(path).statusCode()).isEqualTo(200);
        assertThat(rig.head(path).body()).isEmpty();

        found("nginx", "1.26.3");
        assertThat(rig.get(path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "web1, nginx.svg, badge/web1/nginx.svg",
        "web1, a.json.svg, badge/web1/a.json.svg",
        "web1, @babel/core@npm, badge/web1/%40babel%2Fcore@npm",
        "web1, 100%, badge/web1/100%25",
        "web1, %2F, badge/web1/%252F",
        "web1, g++, badge/web1/g++",
        "web1, ..., badge/web1/...",
        "rack 3/web, nginx, badge/rack%203%2Fweb/nginx",
        "ünï, nginx, badge/%C3%BCn%C3%AF/nginx",
    })
    void findsEveryName(String host, String name, String path) throws Exception {
        rig.http().told(new Subject(new EntryKey(host, name), "x", "Web"), new Reading.Found("1.26.2"));

        assertThat(texts(parse(rig.get(path + ".svg").body()), "text")).containsExactly("x", "1.26.2");
        assertThat(rig.json(path + ".json").getString("message")).isEqualTo("1.26.2");
    }

    @Test
    void isCalledAsItsReaderLikes() throws Exception {
        found("nginx", "1.26.2");

        assertThat(texts(
                        parse(rig.get("badge/web1/nginx.svg?label=in%20production")
                                .body()),
                        "text"))
                .containsExactly("in production", "1.26.2");
        assertThat(rig.json("badge/web1/nginx.json?label=%3Cb%3E").getString("label"))
                .isEqualTo("<b>");
        assertThat(rig.json("badge/web1/nginx.json?label=").getString("label")).isEqualTo("Label of nginx");
    }

    @Test
    void aLongVersionIsCutAndStandsWholeInTheTitle() throws Exception {
        String version = "1.2.3-" + "x".repeat(10_000);
        found("long", version);
        told("long", new Reading.Failed("exit code 1", ""));

        Element svg = parse(rig.get("badge/web1/long.svg").body());

        assertThat(texts(svg, "title")).containsExactly("Label of long: failed, was " + version);
        assertThat(texts(svg, "text").get(1))
                .startsWith("failed, was 1.2.3-xxx")
                .endsWith("…")
                .hasSizeLessThan(50);
        assertThat(Integer.parseInt(svg.getAttribute("width"))).isLessThan(600);
        assertThat(rig.json("badge/web1/long.json").getString("message")).hasSizeLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0\u0000\u0007\u001b[31m",
                "<script>alert(1)</script>",
                "]]>&amp;\"'<!--",
                "שלום 1.0 مرحبا",
                "1.0\u202e0.2\u2066",
                "1\u200b.\ufeff0\u2060\u00ad",
                "\ud800 1.0 \uFFFE",
                "1.0\r\n2.0\t\u2028\u0085",
                "🐘🐘 漢字 e\u0301",
            })
    void isTextWhateverACommandPrinted(String nasty) throws Exception {
        rig.http().told(new Subject(new EntryKey("web1", "nasty"), nasty, "Web"), new Reading.Found(nasty));

        String xml = rig.get("badge/web1/nasty.svg").body();
        Element svg = parse(xml);

        assertThat(elements(svg, "*").stream().map(Element::getLocalName))
                .containsOnly("title", "rect", "path", "text");
        String shown = texts(svg, "text").get(1);
        assertThat(shown)
                .hasSize(nasty.length())
                .doesNotContainPattern("[\\p{Cc}\u202a-\u202e\u2060-\u2069\u2028\u2029\u200b\ufeff\u00ad]");
        assertThat(shown.replaceAll("[^a-zA-Z0-9<>&]", "")).isEqualTo(nasty.replaceAll("[^a-zA-Z0-9<>&]", ""));
        assertThat(rig.json("badge/web1/nasty.json").getString("message")).isEqualTo(shown);
    }

    @Test
    void isAsWideAsItsTexts() throws Exception {
        found("i", "1");
        int narrow = width("i");
        found("i", "MMMMMMMMMMMM");

        assertThat(width("i")).isGreaterThan(narrow + 100);
        assertThat(TextWidth.pixels("漢字")).isEqualTo(22);
        assertThat(TextWidth.pixels("e\u0301")).isEqualTo(TextWidth.pixels("e"));
        assertThat(TextWidth.pixels("")).isEqualTo(1);
    }

    @Test
    void aQueryThatIsNotPercentEncodedIsAProblem() throws Exception {
        try (SseSocket client = SseSocket.open(rig.http().address(), "/badge/web1/nginx.svg?label=%zz")) {
            assertThat(client.status()).isEqualTo(400);
        }
    }

    private int width(String name) throws Exception {
        return Integer.parseInt(
                parse(rig.get("badge/web1/" + name + ".svg").body()).getAttribute("width"));
    }

    private String message(String name) throws Exception {
        String drawn = texts(parse(rig.get("badge/web1/" + name + ".svg").body()), "text")
                .get(1);
        assertThat(rig.json("badge/web1/" + name + ".json").getString("message"))
                .isEqualTo(drawn);
        return drawn;
    }

    private void found(String name, String version) {
        told(name, new Reading.Found(version));
    }

    private void told(String name, Outcome outcome) {
        rig.http().told(new Subject(new EntryKey("web1", name), "Label of " + name, "Web"), outcome);
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        Element svg = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(svg.getNamespaceURI()).isEqualTo(SVG);
        return svg;
    }

    private static List<String> texts(Element svg, String name) {
        return elements(svg, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> elements(Element svg, String name) {
        NodeList nodes = svg.getElementsByTagNameNS(SVG, name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
