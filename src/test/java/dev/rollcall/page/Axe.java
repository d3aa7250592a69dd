package dev.rollcall.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** axe-core in the page that a browser shows: what keeps somebody from using it, one line for each place. */
final class Axe {
    private static final String SCRIPT = "/axe.min.js";

    /** All that can be decided by a program; what is only best practice too. */
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String RUN = """
            const [tags, done] = arguments;
            axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then(
              ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
                nodes.map(node => `${id}: ${help}: ${node.target.join(" ")}: ${node.any[0]?.message ?? node.failureSummary}`))),
              error => done([`axe itself failed: ${error}`]));
            """;

    private Axe() {}

    /** All that it finds; empty is well. */
    static List<String> violations(Browser browser) {
        browser.driver().manage().timeouts().scriptTimeout(PATIENCE);
        browser.run(script());
        List<?> found = (List<?>) browser.driver().executeAsyncScript(RUN, RULES);
        return found == null
                ? List.of("no answer")
                : found.stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(SCRIPT + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(SCRIPT, e);
        }
    }
}
