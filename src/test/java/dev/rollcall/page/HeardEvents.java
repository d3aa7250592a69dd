package dev.rollcall.page;

import dev.rollcall.testing.EventStreamParser.Dispatched;
import io.vertx.core.json.JsonArray;
import java.util.List;

/** What an {@code EventSource} that a test makes in the page of a browser dispatches. */
final class HeardEvents {
    private static final String LISTEN = """
            const [address, types] = arguments;
            window.heard = [];
            const source = new EventSource(address);
            for (const type of types) {
              source.addEventListener(type, e => window.heard.push([e.type, e.data, e.lastEventId]));
            }
            source.addEventListener("end", () => source.close());
            """;

    private final Browser browser;

    private HeardEvents(Browser browser) {
        this.browser = browser;
    }

    /** Listens to events of {@code types} from {@code address}, seen from the page; an event {@code end} closes it. */
    static HeardEvents from(Browser browser, String address, List<String> types) {
        browser.run(LISTEN, address, types);
        return new HeardEvents(browser);
    }

    /** Waits for an event of this type. */
    void await(String type) {
        browser.waitUntil("window.heard.some(event => event[0] === '" + type + "')");
    }

    /** The events so far. Through JSON, which keeps every character. */
    List<Dispatched> all() {
        return new JsonArray((String) browser.run("return JSON.stringify(window.heard)"))
                .stream()
                        .map(JsonArray.class::cast)
                        .map(event -> new Dispatched(event.getString(0), event.getString(1), event.getString(2)))
                        .toList();
    }
}
