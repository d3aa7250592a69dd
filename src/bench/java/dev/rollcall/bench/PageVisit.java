package dev.rollcall.bench;

import dev.rollcall.page.Browser;
import dev.rollcall.testing.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeOptions;

/** One tab of a browser of its own, and what somebody does in it. One thread. */
final class PageVisit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LETTER = Duration.ofMillis(150);
    private static final String WORD = "nginx";
    private static final int SCROLL_PIXELS_PER_SECOND = 800;

    private final Browser browser = Browser.start();
    private final Tracing tracing;

    PageVisit(int entries) throws IOException, InterruptedException {
        Map<?, ?> options = (Map<?, ?>) browser.driver().getCapabilities().getCapability(ChromeOptions.CAPABILITY);
        tracing = new Tracing(String.valueOf(options.get("debuggerAddress")));
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", PageProbe.script(entries)));
        cdp("Network.setCacheDisabled", Map.of("cacheDisabled", true));
    }

    /** Opens the page, as if for the first time; waits for all of its rows where it is to have any. */
    Map<?, ?> load(String address, boolean hasRows) {
        browser.driver().get("about:blank");
        browser.driver().get(address);
        if (hasRows && !Eventually.holds(PATIENCE, () -> number(probe(), "all") > 0)) {
            throw new IllegalStateException("not all rows after " + PATIENCE + " at " + address);
        }
        return probe();
    }

    /** Records what happens while {@code meanwhile} does. */
    PagePhase record(String name, Path trace, Happening meanwhile) throws Exception {
        long before = heapBytes();
        tracing.begin();
        browser.driver().executeScript(PageProbe.reset());
        int changes = meanwhile.happen();
        Map<?, ?> probe = probe();
        tracing.endTo(trace);
        return PagePhase.of(name, changes, Trace.read(trace), probe, before, heapBytes());
    }

    /** What is done while the page is looked at; gives how many changes there were. */
    @FunctionalInterface
    interface Happening {
        int happen() throws Exception;
    }

    /** Writes and erases a word in the search for so long. */
    void type(Duration time) {
        WebElement search = browser.driver().findElement(By.cssSelector("rollcall-filters input"));
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            WORD.chars().forEach(letter -> press(search, Character.toString(letter)));
            WORD.chars().forEach(letter -> press(search, Keys.BACK_SPACE));
        }
    }

    /** Scrolls down and up again for so long. */
    void scroll(Duration time) {
        double pixels = SCROLL_PIXELS_PER_SECOND * time.toMillis() / 2_000.0;
        for (double way : List.of(-pixels, pixels)) {
            cdp(
                    "Input.synthesizeScrollGesture",
                    Map.of("x", 600, "y", 500, "yDistance", way, "speed", SCROLL_PIXELS_PER_SECOND));
        }
    }

    /** Does nothing. */
    static void rest(Duration time) {
        Eventually.holds(time, () -> false);
    }

    static double number(Map<?, ?> probe, String member) {
        return probe.get(member) instanceof Number number ? number.doubleValue() : 0;
    }

    private static void press(WebElement element, CharSequence key) {
        element.sendKeys(key);
        rest(LETTER);
    }

    private Map<?, ?> probe() {
        return (Map<?, ?>) browser.driver().executeScript("return probe");
    }

    private long heapBytes() {
        cdp("HeapProfiler.collectGarbage", Map.of());
        return ((Number) cdp("Runtime.getHeapUsage", Map.of()).get("usedSize")).longValue();
    }

    private Map<String, Object> cdp(String command, Map<String, Object> parameters) {
        return browser.driver().executeCdpCommand(command, parameters);
    }

    @Override
    public void close() {
        tracing.close();
        browser.close();
    }
}
