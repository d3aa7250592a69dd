package dev.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.testing.Eventually;
import dev.rollcall.testing.JarProcess;
import dev.rollcall.testing.Unpacked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive as users run it: unpacked into a folder with spaces, started by its script, ended by a signal. */
@EnabledOnOs(OS.LINUX)
class ArchiveIT {
    /** The archive is made at the lowest priority: on a busy machine it comes late. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    static Path unpacking;

    @TempDir
    Path folder;

    private static Unpacked rollcall;

    private Path cache;

    @BeforeAll
    static void unpack() throws Exception {
        rollcall = Unpacked.into(unpacking.resolve("two words"));
    }

    @BeforeEach
    void chooseCache() {
        cache = folder.resolve("ca che");
    }

    @Test
    void holdsOneFolderWithEverythingAServiceNeeds() {
        for (String file : List.of(
                "rollcall.jar",
                "bin/rollcall",
                "conf/rollcall.json",
                "conf/rollcall.schema.json",
                "conf/logback.xml",
                "systemd/rollcall.service",
                "README.md",
                "LICENSE",
                "CHANGELOG.md")) {
            assertThat(rollcall.home().resolve(file)).isNotEmptyFile();
        }
        assertThat(rollcall.home().getFileName().toString()).startsWith("rollcall-");
        assertThat(rollcall.script()).isExecutable();
    }

    @Test
    void tellsItsVersionThroughALinkFromAnyFolderAndMakesNoArchiveForIt() throws Exception {
        // given: a link to a link, the first of them relative
        Path first = Files.createSymbolicLink(folder.resolve("first"), folder.relativize(rollcall.script()));
        Path link = Files.createSymbolicLink(folder.resolve("rollcall"), first);

        try (JarProcess process = start(link, Map.of(), "--version")) {
            assertThat(process.restOfStdout()).startsWith("Rollcall ");
            assertThat(process.exit(20)).isZero();
            assertThat(process.stderr()).isEmpty();
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    void makesAnArchiveAtTheFirstStartAndUsesItAtTheSecond() throws Exception {
        // given: one of a version before
        Files.createDirectories(cache);
        Files.createFile(cache.resolve("rollcall-1-1.jsa"));

        // when
        try (JarProcess first = serve(Map.of())) {
            URI address = first.address();
            assertThat(get(address.resolve("health/ready"))).contains("UP");
            assertThat(commandLine(first)).doesNotContain("SharedArchiveFile");
            assertThat(Eventually.holds(PATIENCE, () -> isMade(cache))).isTrue();
            assertThat(first.terminate(5)).isZero();
        }

        // then: it is the only one, it is used, for other commands too, and nobody hears of it
        List<Path> archives = Unpacked.archives(cache);
        assertThat(archives).singleElement().asString().matches(".*/rollcall-\\d+-\\d+\\.jsa");
        try (JarProcess second = serve(Map.of())) {
            URI address = second.address();
            assertThat(get(address.resolve("health/ready"))).contains("UP");
            assertThat(commandLine(second)).contains("-XX:SharedArchiveFile=" + archives.get(0));
            assertThat(maps(second)).contains(archives.get(0).toString());
            assertThat(second.terminate(5)).isZero();
            assertThat(second.restOfStdout()).isEmpty();
        }

        // and: one that is damaged, cut off or of another JVM stops nothing
        Path archive = archives.get(0);
        byte[] whole = Files.readAllBytes(archive);
        for (int place : List.of(100, whole.length / 3, whole.length - 100)) {
            byte[] damaged = whole.clone();
            damaged[place] ^= 0x55;
            Files.delete(archive);
            Files.write(archive, damaged);
            assertThat(version()).startsWith("Rollcall ");
        }
        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertThat(version()).startsWith("Rollcall ");
        Files.write(archive, new byte[whole.length]);
        assertThat(version()).startsWith("Rollcall ");
    }

    @Test
    void goesOnWithoutAnArchiveWhereNoneCanBeKept() throws Exception {
        // given: a file where the folder should be, which not even root can write into
        Files.createFile(cache);

        try (JarProcess process = serve(Map.of())) {
            URI address = process.address();
            assertThat(get(address.resolve("health/ready"))).contains("UP");
            assertThat(process.stderr()).doesNotContain("ca che");
            assertThat(process.terminate(5)).isZero();
        }
    }

    @Test
    void handsOnArgumentsAndSignalsAndReadsTheConfigurationBesideIt() throws Exception {
        // given: the folder of the configuration of a service
        Files.writeString(folder.resolve("rollcall.json"), """
                { "http": { "port": 0 }, "collect": { "discover": false, "host": "from-here" },
                  "packages": [ "kernel" ] }
                """);

        try (JarProcess process = start(
                rollcall.script(), Map.of("ROLLCALL_CONF", folder.toString(), "ROLLCALL_CACHE", "none"), "serve")) {
            URI address = process.address();
            assertThat(Eventually.holds(
                            PATIENCE, () -> get(address.resolve("api/versions")).contains("from-here")))
                    .isTrue();
            // The very process that was started.
            assertThat(commandLine(process)).contains("-jar").contains("rollcall.jar");
            assertThat(process.terminate(5)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx300m", "-XX:+UseParallelGC -Xmx300m"})
    void letsOptionsForTheJvmWin(String options) throws Exception {
        Map<String, String> environment =
                Map.of("ROLLCALL_CACHE", "none", "ROLLCALL_JAVA_OPTS", options + " -XshowSettings:vm");

        try (JarProcess process = start(rollcall.script(), environment, "--version")) {
            assertThat(process.restOfStdout()).startsWith("Rollcall ");
            assertThat(process.exit(20)).isZero();
            assertThat(process.stderr()).contains("Max. Heap Size: 300.00M");
        }
    }

    @Test
    void refusesAJavaThatIsTooOldOrNotThere() throws Exception {
        // given
        Path old = Files.createDirectories(folder.resolve("old java/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.22\"\n");
        Path java = Files.writeString(old.resolve("bin/java"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        for (String home : List.of(old.toString(), folder.resolve("none").toString())) {
            try (JarProcess process = start(rollcall.script(), Map.of("JAVA_HOME", home), "--version")) {
                assertThat(process.exit(20)).isEqualTo(1);
                assertThat(process.stderr()).startsWith("rollcall: ").contains(home);
                assertThat(process.restOfStdout()).isEmpty();
            }
        }
    }

    @Test
    void hasAUnitThatLeavesLittleToAttack() throws Exception {
        assumeTrue(Files.isExecutable(SYSTEMD_ANALYZE), "systemd-analyze is not installed");

        // when
        Process analysis = new ProcessBuilder(
                        SYSTEMD_ANALYZE.toString(),
                        "security",
                        "--offline=true",
                        "--no-pager",
                        rollcall.home().resolve("systemd/rollcall.service").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analysis.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(analysis.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assumeTrue(!said.contains("unrecognized option"), "systemd-analyze is older than 250");

        // then
        Matcher level =
                Pattern.compile("Overall exposure level for \\S+: ([0-9.]+)").matcher(said);
        assertThat(level.find()).as(said).isTrue();
        assertThat(Double.parseDouble(level.group(1))).isLessThanOrEqualTo(2.0);
    }

    private JarProcess serve(Map<String, String> environment) throws IOException {
        Path conf = folder.resolve("conf.json");
        Files.writeString(conf, "{ \"collect\": { \"discover\": false }, \"packages\": [ \"kernel\" ] }");
        return start(rollcall.script(), environment, "--conf", conf.toString(), "--port", "0");
    }

    private String version() throws Exception {
        try (JarProcess process = start(rollcall.script(), Map.of(), "--version")) {
            String said = process.restOfStdout();
            assertThat(process.exit(20)).as(process.stderr()).isZero();
            assertThat(process.stderr()).isEmpty();
            return said;
        }
    }

    private JarProcess start(Path script, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("ROLLCALL_CACHE", cache.toString());
        builder.environment().putAll(environment);
        return JarProcess.start(builder);
    }

    private static boolean isMade(Path cache) {
        return Unpacked.archives(cache).stream()
                .anyMatch(file ->
                        file.getFileName().toString().startsWith("rollcall-") && !file.endsWith("rollcall-1-1.jsa"));
    }

    private static String commandLine(JarProcess process) throws IOException {
        return Files.readString(Path.of("/proc/" + process.process().pid() + "/cmdline"));
    }

    private static String maps(JarProcess process) throws IOException {
        return Files.readString(Path.of("/proc/" + process.process().pid() + "/maps"));
    }

    private static String get(URI uri) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
