package dev.rollcall.inventory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What of a version text decides its place in the order.
 *
 * @param name the words before the first number, in lower case; only versions of one name have an order
 * @param pieces the epoch, then the rest, most weighty first
 */
record VersionKey(String name, List<VersionPiece> pieces) {
    /**
     * Starts of versions that stand beside each other. Behind a comma a number will do; behind a space it takes two, as dates
     * and builds stand there too (3.0.2 15 Mar 2022). The quantifiers never give back, so that a search is linear.
     */
    private static final Pattern LISTED = Pattern.compile("(?:^|[,;|\\n\\r])[ \\t]*+[vV]?+[0-9]");

    private static final Pattern BESIDE = Pattern.compile("(?:^|[\\s/,;|])[vV]?+[0-9]++\\.[0-9]");

    /** Copies the pieces. */
    VersionKey {
        pieces = List.copyOf(pieces);
    }

    /** The key of {@code text}; empty where that is no single version with a number. */
    static Optional<VersionKey> of(String text) {
        return twice(LISTED, text) || twice(BESIDE, text) ? Optional.empty() : new VersionReader(text).read();
    }

    private static boolean twice(Pattern pattern, String text) {
        return pattern.matcher(text).results().skip(1).findAny().isPresent();
    }

    /** As {@link VersionOrder#compare}. */
    OptionalInt compareWith(VersionKey other) {
        if (!name.equals(other.name)) {
            return OptionalInt.empty();
        }
        int length = Math.max(pieces.size(), other.pieces.size());
        for (int i = 0; i < length; i++) {
            int order = piece(i).compareTo(other.piece(i));
            if (order != 0) {
                return OptionalInt.of(order);
            }
        }
        return OptionalInt.of(0);
    }

    /** Behind the end there are only dashes: a missing revision is revision 0, as in Debian. */
    private VersionPiece piece(int index) {
        return index < pieces.size() ? pieces.get(index) : VersionPiece.DASH;
    }
}
