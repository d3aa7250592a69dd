package dev.rollcall.extract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes outputs that no program should print, each from its seed alone: random ones, and recorded ones in pieces. */
final class Rubbish {
    static final List<Case> RECORDED = Stream.of("public", "debian", "mutated", "documented")
            .flatMap(Rubbish::recorded)
            .toList();

    private static final int CHARS_MAX = 64 * 1024;
    private static final String ODD =
            "\0\t\n\r\f\u0007\b\u001b\u0085\u00a0\u009b\u200b\u202e\u2028\ufeff\ufffd\ud83d\ude80";
    private static final String OTHER_DIGITS = "٣۷७৩๙９𝟗Ⅷ½²①";
    private static final List<String> PIECES = List.of(
            "1.2.3",
            "v",
            "version ",
            "Version: ",
            "shop",
            "shop/",
            "-",
            "+",
            "~",
            ".",
            "_",
            "(",
            ")",
            "[",
            "]",
            "{",
            "<",
            "a",
            "1a",
            "1.2-",
            "0x",
            "1,000",
            "12:30:00",
            "2026-11-22",
            "127.0.0.1:80",
            "://",
            "/usr/lib/",
            "--",
            "usage: ",
            "\n",
            "\r\n",
            "  ",
            "protocol",
            "api2.0",
            "debian",
            "libx",
            "1.x",
            "\u001b[1m",
            "\u001b]0;",
            "\u001b\u001b[",
            "latest ",
            "requires ",
            "RELEASE.2026-11-22T00-00-00Z",
            "-1+b2",
            "+dfsg",
            "-g1234567",
            ".c",
            "deadbee1",
            "=",
            "\"",
            "©");
    private static final List<String> NAMES = List.of(
            "shop",
            "",
            " ",
            "/",
            "[(*",
            "\\E.*+",
            "a".repeat(10_000),
            "1".repeat(10_000) + "x",
            "магазин",
            "店",
            "🚀",
            "\ud83d",
            "python3.11",
            "libshop",
            "İstanbul",
            "php-fpm8.2",
            "node-webpack",
            "g++",
            "-",
            "1.2.3");

    private final Random random;

    /** An output, and the program that is said to have printed it. */
    record Case(Program program, Output output) {}

    Rubbish(long seed) {
        this.random = new Random(seed);
    }

    /** What no program ever printed. */
    Case random() {
        return new Case(program(), new Output(text(), chance(3) ? text() : "", random.nextInt(3)));
    }

    /** What a program printed, in another order or beside another's. */
    Case mutated() {
        Case one = pick(RECORDED);
        String stdout = one.output().stdout();
        String stderr = one.output().stderr();
        for (int i = random.nextInt(6); i >= 0; i--) {
            stdout = mutated(stdout);
            stderr = chance(2) ? mutated(stderr) : stderr;
        }
        return new Case(chance(4) ? program() : one.program(), new Output(stdout, stderr, random.nextInt(2)));
    }

    private String mutated(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(Math.min(40, text.length() - from) + 1);
        String before = text.substring(0, from);
        String piece = text.substring(from, to);
        String behind = text.substring(to);
        String made = switch (random.nextInt(10)) {
            case 0 -> before + behind;
            case 1 -> before + piece + piece + behind;
            case 2 -> before + pick(PIECES) + piece + behind;
            case 3 -> piece + behind + before;
            case 4 -> before;
            case 5 -> behind;
            case 6 -> before + piece.toUpperCase(Locale.ROOT) + behind.toLowerCase(Locale.ROOT);
            case 7 -> before + pick(RECORDED).output().stdout();
            case 8 -> before + odd() + behind;
            default -> before + piece.repeat(random.nextInt(300)) + behind;
        };
        return bounded(made);
    }

    private String text() {
        int size = 1 << random.nextInt(17);
        return switch (random.nextInt(8)) {
            case 0 -> repeated(size, () -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1)));
            case 1 -> repeated(size, () -> Character.toString(random.nextInt(0x250)));
            case 2 -> decoded(size);
            case 3 -> repeated(size, () -> chance(4) ? odd() : pick(PIECES));
            case 4 -> bounded(pick(PIECES).repeat(size));
            case 5 -> bounded((pick(PIECES) + pick(PIECES) + pick(PIECES)).repeat(size));
            case 6 -> "7".repeat(size) + pick(PIECES) + ".7".repeat(size / 2);
            default -> repeated(size, () -> pick(PIECES));
        };
    }

    private String decoded(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return new String(bytes, chance(2) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private String odd() {
        String from = chance(3) ? OTHER_DIGITS : ODD;
        return String.valueOf(from.charAt(random.nextInt(from.length())));
    }

    private Program program() {
        return chance(8) ? new Program(java.util.Set.of()) : Program.named(pick(NAMES), pick(NAMES));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String repeated(int size, Supplier<String> piece) {
        StringBuilder text = new StringBuilder();
        while (text.length() < size) {
            text.append(piece.get());
        }
        return bounded(text.toString());
    }

    private static String bounded(String text) {
        return text.substring(0, Math.min(CHARS_MAX, text.length()));
    }

    private static Stream<Case> recorded(String file) {
        try (InputStream in = Rubbish.class.getResourceAsStream(file + ".jsonl")) {
            String text = new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(JsonObject::new).map(Rubbish::recorded);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static Case recorded(JsonObject json) {
        JsonArray argv = json.getJsonArray("argv");
        return new Case(
                Program.named(json.getString("program"), argv.getString(0)),
                new Output(json.getString("stdout"), json.getString("stderr"), json.getInteger("exit")));
    }
}
