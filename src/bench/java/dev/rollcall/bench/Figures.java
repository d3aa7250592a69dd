package dev.rollcall.bench;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** What one phase gave. Filled by one thread. */
final class Figures {
    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

    /** Reads what {@link #toJson()} wrote. */
    static Figures of(JsonObject json) {
        Figures figures = new Figures();
        json.fieldNames().forEach(name -> figures.put(Figure.valueOf(name), json.getDouble(name)));
        return figures;
    }

    /** Notes one more. A value that is no number, such as one per nothing, is left out. */
    Figures put(Figure figure, double value) {
        if (Double.isFinite(value)) {
            values.put(figure, value);
        }
        return this;
    }

    /** NaN when it was not measured. */
    double get(Figure figure) {
        return values.getOrDefault(figure, Double.NaN);
    }

    boolean has(Figure figure) {
        return values.containsKey(figure);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        values.forEach((figure, value) -> json.put(figure.name(), value));
        return json;
    }
}
