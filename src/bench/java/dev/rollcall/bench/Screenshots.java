package dev.rollcall.bench;

import dev.rollcall.config.ConfigState;
import dev.rollcall.history.HistoryState;
import dev.rollcall.inventory.Reading;
import dev.rollcall.page.Browser;
import dev.rollcall.testing.BoardServer;
import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Takes pictures of the page, with the same boards, dates and ages each time.
 *
 * <pre>{@code
 * mvn -q -Pbench -DskipTests verify -Dbench.main=dev.rollcall.bench.Screenshots
 * }</pre>
 */
@Command(
        name = "screenshots",
        description = "Takes pictures of the page in headless Chromium.",
        mixinStandardHelpOptions = true)
public final class Screenshots implements Callable<Integer> {
    /** When it is on the pictures. */
    private static final Instant THEN = Instant.parse("2026-11-23T09:30:00Z");

    private static final String CONFIG = """
            {"http": {"port": 0, "warmUp": 0, "drain": "0ms"}}""";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** For what glides into its place. */
    private static final Duration REST = Duration.ofMillis(700);

    @Option(names = "--out", defaultValue = "target/screenshots", description = "Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("target", "screenshots");

    @Parameters(arity = "0..*", description = "Only those whose names contain one of these.")
    private List<String> only = new ArrayList<>();

    /** The program. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Screenshots()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(folder);
        List<String> failed = new ArrayList<>();
        try (Browser browser = Browser.start()) {
            for (Shot shot : Shot.all()) {
                if (only.isEmpty() || only.stream().anyMatch(shot.name()::contains)) {
                    take(shot, browser, failed);
                }
            }
        }
        System.out.println("in " + folder + (failed.isEmpty() ? "" : "; not as they should be: " + failed));
        return failed.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Each of a server of its own, which is an origin of its own: nothing that the one before left is on the picture. */
    private void take(Shot shot, Browser browser, List<String> failed) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), THEN));
        try (BoardServer server = BoardServer.start(past(shot.board()), CONFIG, clock)) {
            prepare(browser, shot);
            happen(shot.event(), server, clock.instant());
            browser.driver().get(server.address() + shot.query());
            boolean live = becomes(browser, shot.live());
            browser.driver().executeScript(shot.step());
            if (!live || !becomes(browser, shot.ready())) {
                failed.add(shot.name());
            }
            if (shot.event() == Shot.Event.GOES_AWAY) {
                server.goAway();
            }
            Eventually.holds(REST, () -> false);
            save(browser, shot);
        }
    }

    private static List<Reading> past(Shot.Board board) {
        return switch (board) {
            case FLEET -> new Fleet(12, 40, 8, 7).past(THEN);
            case SINGLE -> new Fleet(1, 36, 0, 21).past(THEN);
            case EMPTY -> List.of();
        };
    }

    private static void happen(Shot.Event event, BoardServer server, Instant now) {
        Instant since = now.minus(Duration.ofMinutes(3));
        switch (event) {
            case REFUSES_CONFIGURATION ->
                server.say(new ConfigState.Refused(
                        since,
                        List.of(
                                "conf/rollcall.json:12:20: /packages/3/every: found \"soon\"; must be a duration, such as \"1m\"",
                                "conf/rollcall.json:31:5: /packages/7/comand: unknown; did you mean \"command\"?")));
            case CANNOT_WRITE ->
                server.say(new HistoryState.Degraded("data/rollcall.db cannot be written: the disk is full", since));
            case GOES_AWAY, NONE -> {}
        }
    }

    private static void prepare(Browser browser, Shot shot) {
        cdp(browser, "Emulation.setTimezoneOverride", Map.of("timezoneId", "UTC"));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", shot.scheme());
        cdp(browser, "Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
        cdp(
                browser,
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        shot.size().width,
                        "height",
                        shot.size().height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
    }

    private static boolean becomes(Browser browser, String expression) {
        return Eventually.holds(
                PATIENCE,
                () -> Boolean.TRUE.equals(browser.driver().executeScript("return Boolean(" + expression + ")")));
    }

    private void save(Browser browser, Shot shot) throws IOException {
        Map<String, Object> picture =
                cdp(browser, "Page.captureScreenshot", shot.size().whole ? whole(browser) : Map.of());
        Path file = folder.resolve(shot.name() + ".png");
        Files.write(file, Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        System.out.println(file);
    }

    private static Map<String, Object> whole(Browser browser) {
        Map<?, ?> size =
                (Map<?, ?>) cdp(browser, "Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
        return Map.of("captureBeyondViewport", true, "clip", clip);
    }

    private static Map<String, Object> cdp(Browser browser, String command, Map<String, Object> parameters) {
        return browser.driver().executeCdpCommand(command, parameters);
    }
}
