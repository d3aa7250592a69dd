package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;

/**
 * One phase of one run, as it is kept in the file of results.
 *
 * @param contender who was measured
 * @param round which of the alternating rounds, from 1
 * @param setting what was measured
 * @param phase the text of the phase; empty for a run that failed as a whole
 * @param figures what was measured; empty after an error
 * @param error what went wrong; empty when nothing did
 */
record Row(String contender, int round, Setting setting, String phase, Figures figures, String error) {
    static final String PHASE = "phase";
    static final String FIGURES = "figures";
    static final String ERROR = "error";

    /** Completes a line that the client printed. */
    static Row of(String contender, int round, Setting setting, JsonObject line) {
        return new Row(
                contender,
                round,
                setting,
                line.getString(PHASE),
                Figures.of(line.getJsonObject(FIGURES, new JsonObject())),
                line.getString(ERROR, ""));
    }

    /** A run that gave nothing. */
    static Row failed(String contender, int round, Setting setting, String error) {
        return new Row(contender, round, setting, "", new Figures(), error);
    }

    /** What was measured, for the report; empty when nothing was. */
    String title() {
        return phase.isEmpty() ? "" : Phase.parse(phase).title();
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("contender", contender)
                .put("round", round)
                .put("theme", setting.theme().toString())
                .put("connections", setting.connections())
                .put("streamsPerConnection", setting.streamsPerConnection())
                .put("stalled", setting.stalled())
                .put(PHASE, phase)
                .put(FIGURES, figures.toJson())
                .put(ERROR, error);
    }
}
