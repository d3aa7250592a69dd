package dev.rollcall.bench;

import java.util.List;
import java.util.Map;

/** What the page itself can tell of how it runs: a script that is in it before its own. */
final class PageProbe {
    /** A browser calls a task long from 50 ms on. */
    static final double LONG_MILLIS = 50;

    /** Asks for every frame, so that one that is late is noticed also when nothing would have been drawn. */
    private static final String SCRIPT = """
            const probe = (window.probe = { gaps: [], long: [], paint: 0, first: 0, all: 0 });
            const painted = list => list.getEntriesByName("first-contentful-paint").forEach(e => (probe.paint = e.startTime));
            new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
            new PerformanceObserver(list => probe.long.push(...list.getEntries().map(e => e.duration)))
              .observe({ type: "longtask", buffered: true });
            let last = 0;
            const frame = now => {
              last && probe.gaps.push(now - last);
              last = now;
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
            const look = () => {
              const rows = document.querySelectorAll("rollcall-entries [data-package]").length;
              probe.first ||= rows > 0 && performance.now();
              probe.all ||= rows >= %d && performance.now();
              probe.all || setTimeout(look, 16);
            };
            look();
            """;

    private PageProbe() {}

    /** The script for a page that will have {@code entries} rows or cells. */
    static String script(int entries) {
        return "{" + SCRIPT.formatted(entries) + "}";
    }

    /** Forgets what was until now. */
    static String reset() {
        return "probe.gaps = []; probe.long = [];";
    }

    /** Of one member all numbers. */
    static List<Double> numbers(Map<?, ?> probe, String member) {
        return ((List<?>) List.class.cast(probe.get(member)))
                .stream()
                        .map(number -> ((Number) number).doubleValue())
                        .sorted()
                        .toList();
    }
}
