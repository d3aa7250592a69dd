package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.JarProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page lives by the {@code Content-Security-Policy} that it is sent with; the browser says on its console when not. */
class SecurityPolicyIT {
    /** A violation is not always said of an address. */
    private static final String ANYWHERE = "";

    private static final String VIOLATION = "Content Security Policy";

    @TempDir
    Path folder;

    @Test
    void thePageDoesNothingThatItsPolicyForbids() throws Exception {
        // given
        Files.writeString(folder.resolve("c.json"), """
                { "collect": { "every": "200ms", "discover": false },
                  "packages": [ { "name": "clock", "command": ["date", "+%s"], "pattern": "(?<version>\\\\d+)" } ] }
                """);
        try (Browser browser = Browser.start();
                JarProcess rollcall = JarProcess.start(
                        folder, "--conf", folder.resolve("c.json").toString(), "--port", "0")) {
            URI address = rollcall.address();

            // when
            browser.open(address.toString());
            browser.waitFor("rollcall-connection .state", "Live");
            browser.waitFor("rollcall-timeline", "clock");
            browser.open(address + "?package=clock");
            browser.waitFor("rollcall-connection .state", "Live");

            // then
            assertThat(browser.errors(ANYWHERE)).isEmpty();

            // when: what markup from outside would do, to see that it would be heard of
            browser.run("const s = document.createElement('script'); s.textContent = 'window.hacked = true';"
                    + " document.body.append(s); document.body.setAttribute('style', 'color: red');");

            // then
            assertThat(browser.errors(ANYWHERE)).isNotEmpty().allMatch(e -> e.contains(VIOLATION));
            assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
        }
    }
}
