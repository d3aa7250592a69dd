package dev.rollcall.http;

import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.Moment;
import dev.rollcall.history.Moments;
import dev.rollcall.history.PageCursor;
import dev.rollcall.inventory.ChangeKind;
import dev.rollcall.inventory.Snapshot;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads from the query of a request what a client wants to know of the past. Stateless; any thread. */
final class PastReader {
    private static final int LIMIT_DEFAULT = 100;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,3}");
    private static final String KINDS =
            Arrays.stream(ChangeKind.values()).map(ChangeKind::wireName).collect(Collectors.joining(", "));

    private final Supplier<Snapshot> state;
    private final Clock clock;

    PastReader(Supplier<Snapshot> state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /**
     * Which changes.
     *
     * @throws BadQueryException when a value is none that there is
     */
    ChangeQuery changes(HttpServerRequest request) throws BadQueryException {
        decode(request);
        ChangeQuery first = new ChangeQuery(
                QueryText.names(request, "host"),
                QueryText.names(request, "package"),
                kinds(request),
                moment(request, "since").orElse(null),
                moment(request, "until").orElse(null),
                limit(request),
                null);
        String cursor = request.getParam("cursor");
        return cursor == null ? first : behind(first, cursor);
    }

    /**
     * The {@code limit} newest changes of the hosts, packages and kinds that are asked for.
     *
     * @throws BadQueryException when a value is none that there is
     */
    ChangeQuery newest(HttpServerRequest request, int limit) throws BadQueryException {
        decode(request);
        return new ChangeQuery(
                QueryText.names(request, "host"),
                QueryText.names(request, "package"),
                kinds(request),
                null,
                null,
                limit,
                null);
    }

    /**
     * The moment that {@code parameter} says; empty when it is not there.
     *
     * @throws BadQueryException when it is none
     */
    Optional<Moment> moment(HttpServerRequest request, String parameter) throws BadQueryException {
        decode(request);
        @Nullable String text = request.getParam(parameter);
        if (text == null) {
            return Optional.empty();
        }
        // Who says 24h within one second says the same, and is given the same answer.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            return Optional.of(Moments.parse(text, state.get().cursor().epoch(), now));
        } catch (IllegalArgumentException e) {
            throw QueryText.wrong(parameter, String.valueOf(e.getMessage()));
        }
    }

    private static void decode(HttpServerRequest request) throws BadQueryException {
        try {
            request.params();
        } catch (IllegalArgumentException e) {
            throw new BadQueryException("The query is not percent-encoded as it should be.");
        }
    }

    private static ChangeQuery behind(ChangeQuery first, String cursor) throws BadQueryException {
        Optional<PageCursor> place = PageCursor.parse(cursor);
        if (place.isPresent()) {
            try {
                return first.after(place.get());
            } catch (IllegalArgumentException e) {
                // It is told below.
            }
        }
        throw QueryText.wrong("cursor", cursor, "what an answer to the same query said is next");
    }

    private static int limit(HttpServerRequest request) throws BadQueryException {
        @Nullable String text = request.getParam("limit");
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        if (!LIMIT.matcher(text).matches() || Integer.parseInt(text) > ChangeQuery.LIMIT_MAX) {
            throw QueryText.wrong("limit", text, "a number from 1 to " + ChangeQuery.LIMIT_MAX);
        }
        return Integer.parseInt(text);
    }

    private static Set<ChangeKind> kinds(HttpServerRequest request) throws BadQueryException {
        Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
        for (String name : QueryText.names(request, "kind")) {
            kinds.add(ChangeKind.named(name)
                    .orElseThrow(() -> QueryText.wrong("kind", name, "a comma list of " + KINDS)));
        }
        return kinds;
    }
}
