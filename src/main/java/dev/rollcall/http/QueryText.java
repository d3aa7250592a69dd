package dev.rollcall.http;

import dev.rollcall.hub.Filter;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of a query, as text. A method that says nothing else throws an IllegalArgumentException when it is not
 * percent-encoded as it should be.
 */
final class QueryText {
    private static final int SHOWN_CHARS_MAX = 60;
    private static final String NOT_ENCODED = "The query is not percent-encoded as it should be.";

    private static final Pattern COMMA = Pattern.compile("%2c", Pattern.CASE_INSENSITIVE);

    private QueryText() {}

    /** How {@code name} is written in a comma list, before the list is percent-encoded as a whole. */
    static String inList(String name) {
        return name.replace("%", "%25").replace(",", "%2C");
    }

    /** A comma list, which may also come in several parameters of the same name; {@code %2C} is a comma within a name, {@code %25} a percent sign. */
    static Set<String> names(HttpServerRequest request, String parameter) {
        return request.params().getAll(parameter).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(name ->
                        COMMA.matcher(name).replaceAll(",").replace("%25", "%").strip())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /**
     * The one value of {@code parameter}; empty when it is not there or blank.
     *
     * @throws BadQueryException when the query is not percent-encoded as it should be
     */
    static Optional<String> one(HttpServerRequest request, String parameter) throws BadQueryException {
        try {
            return Optional.ofNullable(request.getParam(parameter)).filter(value -> !value.isBlank());
        } catch (IllegalArgumentException e) {
            throw new BadQueryException(NOT_ENCODED);
        }
    }

    /**
     * Which entries: {@code package=}, {@code host=} and {@code category=}.
     *
     * @throws BadQueryException when the query is not percent-encoded as it should be
     */
    static Filter filter(HttpServerRequest request) throws BadQueryException {
        try {
            return new Filter(names(request, "package"), names(request, "host"), names(request, "category"));
        } catch (IllegalArgumentException e) {
            throw new BadQueryException(NOT_ENCODED);
        }
    }

    /** Says what was found in {@code parameter} and what must be there. */
    static BadQueryException wrong(String parameter, String value, String rule) {
        String found = value.length() > SHOWN_CHARS_MAX ? value.substring(0, SHOWN_CHARS_MAX) + '…' : value;
        return wrong(parameter, "found \"" + found + "\"; must be " + rule);
    }

    /** Says what is wrong with {@code parameter}. */
    static BadQueryException wrong(String parameter, String what) {
        return new BadQueryException("Query parameter " + parameter + ": " + what + '.');
    }
}
