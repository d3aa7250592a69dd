package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@link Load} in a JVM of its own on the client's core. */
final class LoadProcess {
    /** No garbage is made per event, so that there is hardly anything to collect. */
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx3g");

    private LoadProcess() {}

    /**
     * Drives the server at {@code port} through the setting, within the limits.
     *
     * @return what it printed, one object per phase
     */
    static List<JsonObject> run(Setting setting, int port, Limits limits, Path log)
            throws IOException, InterruptedException {
        List<JsonObject> lines = Collections.synchronizedList(new ArrayList<>());
        try (JavaProcess process = JavaProcess.start(
                Cores.CLIENT, FLAGS, program(setting, port, limits.phase()), log, line -> lines.add(read(line)))) {
            if (!process.ends(limits.run())) {
                lines.add(read("the client was not done in " + limits.run().toSeconds() + " s"));
            } else if (process.exitCode() != 0 && lines.stream().noneMatch(line -> line.containsKey(Row.ERROR))) {
                lines.add(read("the client ended with " + process.exitCode() + ", see " + log));
            }
        }
        return List.copyOf(lines);
    }

    private static List<String> program(Setting setting, int port, Duration phaseLimit) {
        List<String> program = new ArrayList<>(List.of(Load.class.getName(), "--port=" + port));
        program.add("--connections=" + setting.connections());
        program.add("--streams=" + setting.streamsPerConnection());
        program.add("--stalled=" + setting.stalled());
        program.add("--phase-seconds=" + phaseLimit.toSeconds());
        setting.phases().forEach(phase -> program.add("--phase=" + phase));
        return program;
    }

    /** A line that is not JSON says what went wrong. */
    private static JsonObject read(String line) {
        return line.startsWith("{")
                ? new JsonObject(line)
                : new JsonObject().put(Row.PHASE, "").put(Row.ERROR, line);
    }
}
