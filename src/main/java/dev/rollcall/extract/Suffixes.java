package dev.rollcall.extract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what may be glued to a version's numbers, and what of it belongs to the version (rc1, p1, -60, +35): not what was
 * put on by who packed it, such as the distribution's revision, commit hashes and lists of features.
 */
final class Suffixes {
    /** Letters glued to two numbers: a patch letter (3.3a), a patch (9.2p1), a stage (2.0.0dev3). */
    private static final Pattern LETTERS = Pattern.compile(
            "(?i)(?:[a-z](?![a-z])|(?:pl|rc|sp|hf|ea|ga|dev|pre|post|patch|alpha|beta|preview|final|git|svn|esr|lts|snapshot"
                    + "|stable|release|nightly|build)(?![a-z])).*+");

    /** Behind three numbers any short word is a stage of some kind: preview2, canary. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{1,9}(?![A-Za-z]).*+");

    /** What may follow a single number: 26-ea, 9-rc1, 26+35, 059-4. */
    private static final Pattern STAGE_OR_BUILD = Pattern.compile(
            "(?i)(?:[-~+_.]?(?:rc|alpha|beta|ea|dev|pre|ga|snapshot|m|b|p|r|u|sp|lts)[.-]?\\d*+|[+_]\\d++|-\\d{1,3}(?!\\d))(?:[-+.~].*+)?");

    private static final Pattern BUILD = Pattern.compile("[+_]\\d");

    private static final int SINGLE_NUMBER_SUFFIX_CHARS_MAX = 5;

    private static final Pattern QUANTITY =
            Pattern.compile("(?:[KMGT]|[KMGTkmgt]i?[Bb](?:it)?|[munµ]?s|msec|sec|min|h|[KMGkmg]?[Hh]z|x|px|pt)");

    /**
     * Where a distribution's part begins: its revision, if there is one, then a mark that only distributions use (Debian
     * Policy 5.6.12, the dist tags of Fedora and its kin, the marks of who packs MariaDB).
     */
    private static final Pattern DISTRIBUTION = Pattern.compile(
            "(?i)(?:[-~+.]\\d+(?:\\.\\d+)*+)?(?:[-~+._]?(?:deb\\d|ubuntu|bpo\\d)|[-~+.](?:dfsg|ds\\d*+(?![a-z])|repack|really"
                    + "|debian|rpt|nmu|el\\d|fc\\d|amzn\\d|sles|suse|lp\\d|mga\\d|alpine|arch\\d|raspbian|raspi|redhat|centos|mariadb)"
                    + "|\\+b\\d+$).*+");

    /** Commit hashes: -14-gabcdef0 of git describe, and build metadata. The time that may follow one goes too. */
    private static final Pattern HASH =
            Pattern.compile("(?:-\\d+-g[0-9a-f]{7,40}|\\+\\d+-g?[0-9a-f]{7,40}|\\+g[0-9a-f]{7,40}"
                    + "|[-+](?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,40})$|\\.\\d{4}-\\d\\d-\\d\\dT.*");

    /** Features and editions: fetchmail 6.4.37+GSS+NTLM+SSL, hugo 0.111.3+extended (Semantic Versioning 2.0.0, rule 10). */
    private static final Pattern FEATURES =
            Pattern.compile("(?:\\+[A-Z][A-Z0-9]+(?:-[A-Z][A-Za-z0-9]+)*){2,}$|\\+[a-z]{3,}$");

    private static final Pattern MACHINE =
            Pattern.compile(".*[-.](?:x86_64|aarch64|amd64|arm64|i[3-6]86|ppc64le|s390x|riscv64|generic)$");

    private Suffixes() {}

    /** Whether {@code suffix} may be glued to {@code numbers} numbers for the whole to be a version. */
    static boolean mayFollow(int numbers, String suffix) {
        if (suffix.isEmpty()) {
            return true;
        }
        if (!isAsciiLetter(suffix.charAt(0))) {
            return numbers > 1 || STAGE_OR_BUILD.matcher(suffix).matches();
        }
        if (numbers > 2) {
            return WORD.matcher(suffix).matches();
        }
        boolean bounded = numbers > 1 || suffix.length() <= SINGLE_NUMBER_SUFFIX_CHARS_MAX;
        return bounded
                && LETTERS.matcher(suffix).matches()
                && !QUANTITY.matcher(suffix).matches();
    }

    /** What of {@code suffix} upstream would write. */
    static String upstream(String suffix) {
        if (MACHINE.matcher(suffix).matches()) {
            // It is a kernel's: there the distribution's part is what people compare.
            return suffix;
        }
        return without(HASH, without(FEATURES, without(DISTRIBUTION, suffix)));
    }

    /** Whether {@code suffix} begins with a build number: +35, _24. */
    static boolean isBuild(String suffix) {
        return BUILD.matcher(suffix).lookingAt();
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String without(Pattern mark, String suffix) {
        Matcher found = mark.matcher(suffix);
        return found.find() ? suffix.substring(0, found.start()) : suffix;
    }
}
