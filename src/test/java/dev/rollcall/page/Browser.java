package dev.rollcall.page;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.FluentWait;

/** A real headless Chromium, and what the tests want to know of the page in it. */
public final class Browser implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    /** Where Debian puts them; elsewhere Selenium's own manager looks, and fetches what is missing. */
    private static final Path DEBIAN_BROWSER = Path.of("/usr/bin/chromium");

    private static final Path DEBIAN_DRIVER = Path.of("/usr/bin/chromedriver");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Says at each start that it does not know the newest Chromium's debugging protocol, which is not used here. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private ChromeDriver driver;

    private Browser() {}

    /** One for all tests of a class, there from before the first until after the last: a registered extension. */
    static Browser ofTheClass() {
        return new Browser();
    }

    /** Starts one. Without any the test is skipped and says why; where it must run, in CI, it fails. */
    public static Browser start() {
        Browser browser = new Browser();
        browser.driver = startDriver();
        return browser;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        driver = startDriver();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (driver != null) {
            close();
        }
    }

    private static ChromeDriver startDriver() {
        SELENIUM.setLevel(Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(FLAGS);
        ChromeDriverService.Builder service = new ChromeDriverService.Builder();
        if (Files.isExecutable(DEBIAN_BROWSER) && Files.isExecutable(DEBIAN_DRIVER)) {
            options.setBinary(DEBIAN_BROWSER.toFile());
            service.usingDriverExecutable(DEBIAN_DRIVER.toFile());
        }
        try {
            return new ChromeDriver(service.build(), options);
        } catch (WebDriverException e) {
            String why = "no browser: neither " + DEBIAN_BROWSER + " with " + DEBIAN_DRIVER
                    + " nor one that Selenium finds or fetches: " + e.getRawMessage();
            return "true".equals(System.getenv("CI")) ? fail(why, e) : abort(why);
        }
    }

    void open(String address) {
        driver.get(address);
    }

    /** Marks the page, to see later that it was not loaded anew. */
    void mark() {
        driver.executeScript("window.marked = true");
    }

    boolean isMarked() {
        return Boolean.TRUE.equals(driver.executeScript("return window.marked === true"));
    }

    /** The visible text of the one element. */
    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    /** The visible texts of all such elements, in their order. */
    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    String attribute(String selector, String name) {
        return driver.findElement(By.cssSelector(selector)).getDomAttribute(name);
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void click(String selector) {
        driver.findElement(By.cssSelector(selector)).click();
    }

    /** Types into whatever has the focus. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Waits until the element is there and shows {@code text}. */
    WebElement waitFor(String selector, String text) {
        return new FluentWait<WebDriver>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                // Drawn anew between the look and the reading.
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> selector + " to show \"" + text + "\"; the page shows:\n" + text("body"))
                .until(page -> page.findElements(By.cssSelector(selector)).stream()
                        .filter(element -> element.getText().contains(text))
                        .findFirst()
                        .orElse(null));
    }

    /** Waits until the element shows something else than {@code text}. */
    String waitForChange(String selector, String text) {
        return new FluentWait<WebDriver>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .until(page -> {
                    String now = text(selector);
                    return now.equals(text) ? null : now;
                });
    }

    /** Goes into a frame of the page: what follows is about what it shows. */
    void enterFrame(String selector) {
        driver.switchTo().frame(driver.findElement(By.cssSelector(selector)));
    }

    /** Goes back to the page. */
    void leaveFrames() {
        driver.switchTo().defaultContent();
    }

    /** Runs a script in the page. */
    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until an expression in the page is true. */
    void waitUntil(String expression) {
        new FluentWait<>(driver)
                .withTimeout(PATIENCE)
                .pollingEvery(Duration.ofMillis(50))
                .withMessage(() -> expression)
                .until(page -> Boolean.TRUE.equals(run("return Boolean(" + expression + ")")));
    }

    String title() {
        return driver.getTitle();
    }

    /** The errors on the console that are about {@code address}; earlier pages have left theirs there too. */
    List<String> errors(String address) {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(Object::toString)
                .filter(entry -> entry.contains(address))
                .toList();
    }

    /** Opens {@code address} in a new tab, in which {@code prelude} runs before any script of a page, and looks at it. */
    String openTab(String prelude, String address) {
        driver.switchTo().newWindow(WindowType.TAB);
        command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", prelude));
        open(address);
        return driver.getWindowHandle();
    }

    /** Looks at this tab from now on. */
    void lookAt(String tab) {
        driver.switchTo().window(tab);
    }

    /** The tab that is looked at. */
    String tab() {
        return driver.getWindowHandle();
    }

    /** Closes a tab, and looks at {@code next}. */
    void closeTab(String tab, String next) {
        lookAt(tab);
        driver.close();
        lookAt(next);
    }

    /** Back in the history of the tab. */
    void back() {
        driver.navigate().back();
    }

    /** A command of the debugging protocol, to the tab that is looked at. */
    Map<String, Object> command(String name, Map<String, Object> parameters) {
        return driver.executeCdpCommand(name, parameters);
    }

    /** For what is asked of the browser rather than of the page, over its debugging protocol. */
    public ChromeDriver driver() {
        return driver;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
