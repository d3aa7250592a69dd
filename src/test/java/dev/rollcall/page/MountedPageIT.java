package dev.rollcall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.testing.HostApplication;
import dev.rollcall.testing.Script;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page below a path of somebody else's application, in a real browser. */
class MountedPageIT {
    private static final String SHOP = "[data-package=shop] .version";

    @TempDir
    Path folder;

    @Test
    void fillsTheBoardLiveBelowItsPath() throws Exception {
        // given
        Script shop = Script.in(folder, "shop", "echo shop 4.2.0");
        try (HostApplication host = new HostApplication();
                Browser browser = Browser.start()) {
            host.mount("""
                    { "collect": { "every": "200ms", "discover": false }, "history": { "file": null },
                      "packages": [ { "name": "shop", "command": "%s/shop" } ] }
                    """.formatted(folder));
            host.listen(2);

            // when: without the slash
            browser.open(host.address().resolve(HostApplication.MOUNT).toString());

            // then
            browser.waitFor(SHOP, "4.2.0");
            browser.waitFor("rollcall-connection .state", "Live");
            browser.mark();
            shop.replace("echo shop 4.3.0");
            browser.waitFor(SHOP, "4.3.0");
            assertThat(browser.isMarked()).isTrue();
            browser.waitFor("rollcall-timeline", "4.3.0");
            assertThat(browser.errors(host.address().toString())).isEmpty();
        }
    }
}
