package dev.rollcall.inventory;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words in versions mean for their order. All words are in lower case. */
final class VersionWords {
    /** A development version may also be one of a pre-release: 1.0rc1.dev2 is on the way to rc1. */
    private static final Set<String> DEVELOPMENT = Set.of("dev", "devel", "development", "snapshot");

    /**
     * One digit each, the earliest first: dev as in Python (PEP 440), the others and the snapshot, which is the last before the
     * release, as in Maven's ComparableVersion.
     */
    private static final Map<String, String> STAGES = Map.ofEntries(
            entry("dev", "0"),
            entry("devel", "0"),
            entry("development", "0"),
            entry("nightly", "1"),
            entry("canary", "1"),
            entry("next", "1"),
            entry("current", "1"),
            entry("insider", "1"),
            entry("insiders", "1"),
            entry("alpha", "2"),
            entry("beta", "3"),
            entry("milestone", "4"),
            entry("pre", "5"),
            entry("preview", "5"),
            entry("prerelease", "5"),
            entry("ea", "5"),
            entry("eap", "5"),
            entry("rc", "6"),
            entry("cr", "6"),
            entry("snapshot", "7"));

    /** Say that a version is what it is without them. */
    private static final Set<String> NEUTRAL = Set.of("final", "ga", "release", "stable", "lts");

    private static final Set<String> PATCHES =
            Set.of("p", "pl", "patch", "patchlevel", "sp", "sr", "post", "hotfix", "update");

    /** At most 64 digits, a SHA-256, after git describe's g; 7 at least where that is missing, as Git shortens no further. */
    private static final Pattern COMMIT = Pattern.compile(
            "(?:g(?=[a-f]*[0-9])[0-9a-f]{5,64}|(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{7,64})",
            Pattern.CASE_INSENSITIVE);

    /** A commit hash may look like this too, but a date or number with a letter behind it does more often: 20240117b. */
    private static final Pattern NO_COMMIT = Pattern.compile(
            "[0-9]+[a-f]|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]).*", Pattern.CASE_INSENSITIVE);

    private static final int COMMIT_CHARS_MAX = 65;

    private VersionWords() {}

    /** One letter is a stage only before a number, as 1.0.2a is a fix; a and b only when tied on, as 1.0-b7 is a build. */
    static String written(String word, boolean tied) {
        if (word.equals("m")) {
            return "milestone";
        }
        if (tied && word.equals("a")) {
            return "alpha";
        }
        return tied && word.equals("b") ? "beta" : word;
    }

    /** The rank of a stage before the release. */
    static Optional<String> stage(String word) {
        return Optional.ofNullable(STAGES.get(word));
    }

    /** Whether this is work towards whatever it stands behind. */
    static boolean isDevelopment(String word) {
        return DEVELOPMENT.contains(word);
    }

    /** Whether the word changes nothing. */
    static boolean isNeutral(String word) {
        return NEUTRAL.contains(word);
    }

    /** Whether the word is a fix of the release, however it is tied to it: 1.0p1, 1.0-p1, 1.0.post1. */
    static boolean isPatch(String word) {
        return PATCHES.contains(word);
    }

    /** Whether the letters and digits of {@code text} from {@code start} to {@code end} are a hash, which has no order. */
    static boolean isCommit(String text, int start, int end) {
        if (end - start > COMMIT_CHARS_MAX) {
            return false;
        }
        String token = text.substring(start, end);
        return COMMIT.matcher(token).matches() && !NO_COMMIT.matcher(token).matches();
    }
}
