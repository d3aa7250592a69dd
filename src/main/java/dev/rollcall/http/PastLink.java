package dev.rollcall.http;

import dev.rollcall.history.ChangeQuery;
import dev.rollcall.history.Moment;
import dev.rollcall.inventory.ChangeKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queries of links that lead on: relative, so that Rollcall can live under a prefix. Stateless; any thread. */
final class PastLink {
    /** Where such a link stands, RFC 8288. */
    static final String HEADER = "Link";

    private PastLink() {}

    /** The {@link #HEADER} to the page of {@code query} that begins at {@code cursor}; {@code path} is relative. */
    static String next(String path, ChangeQuery query, String cursor) {
        List<String> parameters = filter(query);
        // A duration ago is told as the moment that it was: the next page begins where this one ended, later.
        add(parameters, "since", query.since());
        add(parameters, "until", query.until());
        add(parameters, "limit", List.of(Integer.toString(query.limit())));
        add(parameters, "cursor", List.of(cursor));
        return '<' + path + '?' + String.join("&", parameters) + ">; rel=\"next\"";
    }

    /** The hosts, packages and kinds of {@code query} as one always says them, each in its order. */
    static List<String> filter(ChangeQuery query) {
        List<String> parameters = new ArrayList<>();
        add(parameters, "host", query.hosts());
        add(parameters, "package", query.packages());
        add(parameters, "kind", query.kinds().stream().map(ChangeKind::wireName).toList());
        return parameters;
    }

    private static void add(List<String> parameters, String name, @Nullable Moment moment) {
        if (moment instanceof Moment.ByClock clock) {
            add(parameters, name, List.of(clock.instant().toString()));
        } else if (moment instanceof Moment.ByNumber number) {
            add(parameters, name, List.of(Long.toString(number.seq())));
        }
    }

    private static void add(List<String> parameters, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            List<String> encoded = values.stream()
                    .sorted()
                    .map(value -> URLEncoder.encode(QueryText.inList(value), StandardCharsets.UTF_8))
                    .toList();
            parameters.add(name + '=' + String.join(",", encoded));
        }
    }
}
