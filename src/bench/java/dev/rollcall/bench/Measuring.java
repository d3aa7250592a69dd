package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Runs settings: each with a fresh server and a fresh client. Any thread, but one after the other. */
final class Measuring {
    private final Limits limits;
    private final Path results;
    private final Path log;

    /**
     * @param results gets one JSON line per phase, at its end
     * @param log gets what servers and clients say on standard error
     */
    Measuring(Limits limits, Path results, Path log) {
        this.limits = limits;
        this.results = results;
        this.log = log;
    }

    /** Measures one contender; whatever goes wrong is a row too. */
    List<Row> run(Contender contender, int round, Setting setting) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(contender, contender.flags(setting.theme()), log)) {
            for (JsonObject line : LoadProcess.run(setting, server.port(), limits, log)) {
                rows.add(Row.of(contender.name(), round, setting, line));
            }
            if (!server.alive()) {
                rows.add(Row.failed(contender.name(), round, setting, "the server ended by itself, see " + log));
            }
        } catch (IOException e) {
            rows.add(Row.failed(contender.name(), round, setting, String.valueOf(e.getMessage())));
        }
        keep(rows);
        return rows;
    }

    private void keep(List<Row> rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(row.toJson().encode()).append('\n'));
        Files.writeString(results, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
