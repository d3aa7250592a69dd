package dev.rollcall.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document of the API, taken apart: by the test's own code, for the server only sends it. */
final class ApiDocument {
    private static final String SCHEMAS = "#/components/schemas/";
    /** What HTTP itself needs, and what the document says once of all routes. */
    private static final Set<String> OF_EACH_ROUTE = Set.of(
            ":status",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-resource-policy",
            "x-frame-options");

    private final JsonObject json = read();

    /** What a query may say beside a path. */
    record Parameter(String path, String name) {}

    private static JsonObject read() {
        try (var resource = ApiDocument.class.getResourceAsStream("openapi.json")) {
            return new JsonObject(new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonObject json() {
        return json;
    }

    Set<String> paths() {
        return json.getJsonObject("paths").fieldNames();
    }

    String description() {
        return json.getJsonObject("info").getString("description");
    }

    /** How {@code path} is asked for about a package; without a slash at its beginning. */
    static String asked(String path, String packageName) {
        String asked = path.substring(1).replace("{host}", "web1").replace("{package}", packageName);
        return path.equals("/api/diff") ? asked + "?from=0" : asked;
    }

    JsonObject operation(String path) {
        return json.getJsonObject("paths").getJsonObject(path).getJsonObject("get");
    }

    /** The statuses that are said of {@code path}. */
    Set<String> statuses(String path) {
        return operation(path).getJsonObject("responses").fieldNames();
    }

    /** The types of an answer, each with its schema. */
    Map<String, JsonObject> content(String path, int status) {
        Map<String, JsonObject> content = new TreeMap<>();
        response(path, status)
                .getJsonObject("content", new JsonObject())
                .forEach(type -> content.put(type.getKey(), ((JsonObject) type.getValue()).getJsonObject("schema")));
        return content;
    }

    /** The headers of an answer by their names in small letters. */
    Map<String, JsonObject> headers(String path, int status) {
        Map<String, JsonObject> headers = new TreeMap<>();
        response(path, status)
                .getJsonObject("headers", new JsonObject())
                .forEach(one ->
                        headers.put(one.getKey().toLowerCase(Locale.ROOT), resolved((JsonObject) one.getValue())));
        return headers;
    }

    /** Which of the headers {@code sent} are those of a route, in small letters. */
    static Map<String, String> own(HttpHeaders sent) {
        Map<String, String> own = new TreeMap<>();
        sent.map().forEach((name, values) -> own.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        own.keySet().removeAll(OF_EACH_ROUTE);
        return own;
    }

    /** What is wrong with the headers {@code sent}: one that is not named or has another value, or is named and is missing. */
    List<String> headerComplaints(String path, int status, HttpHeaders sent) {
        Map<String, JsonObject> named = headers(path, status);
        Map<String, String> own = own(sent);
        Stream<String> wrong = own.entrySet().stream().flatMap(one -> {
            JsonObject header = named.get(one.getKey());
            return header == null
                    ? Stream.of(one + " is not named")
                    : complaints(header.getJsonObject("schema"), value(header, one.getValue())).stream()
                            .map(complaint -> one + complaint);
        });
        Stream<String> missing = named.entrySet().stream()
                .filter(one -> one.getValue().getBoolean("required", false) && !own.containsKey(one.getKey()))
                .map(one -> one.getKey() + " is not sent");
        return Stream.concat(wrong, missing).toList();
    }

    private static Object value(JsonObject header, String text) {
        return "integer".equals(header.getJsonObject("schema").getString("type")) ? Long.valueOf(text) : text;
    }

    List<Parameter> queryParameters() {
        return paths().stream()
                .flatMap(path -> operation(path).getJsonArray("parameters", new JsonArray()).stream()
                        .map(one -> resolved((JsonObject) one))
                        .filter(one -> one.getString("in").equals("query"))
                        .map(one -> new Parameter(path, one.getString("name"))))
                .toList();
    }

    Set<String> schemas() {
        return json.getJsonObject("components").getJsonObject("schemas").fieldNames();
    }

    JsonObject schema(String name) {
        return json.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    /** What is wrong with {@code value} by the schema of that name. */
    List<String> complaints(String schema, Object value) {
        return complaints(new JsonObject().put("$ref", SCHEMAS + schema), value);
    }

    /** What is wrong with {@code value} by {@code schema}; also a member that it does not name. */
    List<String> complaints(JsonObject schema, Object value) {
        JsonObject whole = closed(schema.copy())
                .put(
                        "$defs",
                        closed(json.getJsonObject("components")
                                .getJsonObject("schemas")
                                .copy()));
        JsonSchema local = JsonSchema.of(new JsonObject(whole.encode().replace(SCHEMAS, "#/$defs/")));
        OutputUnit verdict = Validator.create(
                        local,
                        new JsonSchemaOptions()
                                .setBaseUri("https://rollcall.invalid/")
                                .setDraft(Draft.DRAFT202012)
                                .setOutputFormat(OutputFormat.Basic))
                .validate(value);
        return Boolean.TRUE.equals(verdict.getValid())
                ? List.of()
                : verdict.getErrors().stream()
                        .map(error -> error.getInstanceLocation() + ": " + error.getError())
                        .collect(Collectors.toList());
    }

    /** For clients members may be added; the document has to name all that there are. */
    private static JsonObject closed(JsonObject schema) {
        for (String key : Set.copyOf(schema.fieldNames())) {
            if (schema.getValue(key) instanceof JsonObject inner) {
                closed(inner);
            } else if (schema.getValue(key) instanceof JsonArray several) {
                several.stream().filter(JsonObject.class::isInstance).forEach(one -> closed((JsonObject) one));
            }
        }
        if (schema.getValue("properties") instanceof JsonObject) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private JsonObject response(String path, int status) {
        return resolved(operation(path).getJsonObject("responses").getJsonObject(Integer.toString(status)));
    }

    private JsonObject resolved(JsonObject one) {
        String ref = one.getString("$ref");
        if (ref == null) {
            return one;
        }
        JsonObject at = json;
        for (String step : ref.substring(2).split("/")) {
            at = at.getJsonObject(step);
        }
        return at;
    }
}
