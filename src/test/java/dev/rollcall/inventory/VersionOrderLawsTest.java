package dev.rollcall.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes an order an order, over texts put together from what versions are made of. */
class VersionOrderLawsTest {
    private static final int SETS = 40;
    private static final int TEXTS = 60;
    private static final int PARTS_MAX = 7;
    private static final List<String> PARTS = List.of(
            "0",
            "1",
            "2",
            "10",
            "007",
            "00",
            ".",
            ".",
            ".",
            "-",
            "-",
            "+",
            "~",
            "_",
            " ",
            ".0",
            ".0.0",
            ":",
            "(",
            ")",
            "a",
            "b",
            "c",
            "p",
            "u",
            "v",
            "m",
            "M",
            "rc",
            "RC1",
            "alpha",
            "beta",
            "dev",
            "SNAPSHOT",
            "pre",
            "next",
            "post",
            "final",
            "LTS",
            "ubuntu",
            "deb12u",
            "dfsg",
            "a1",
            "b2",
            "-0",
            "~rc",
            "+b1",
            "-gabc1234",
            "abc1234",
            "9b53102964",
            "20240117",
            "1:",
            "0:",
            "\0",
            "\u00e9",
            "\ud800",
            "\u0661",
            ",");

    static Stream<List<String>> texts() {
        Random random = new Random(20241103);
        return IntStream.range(0, SETS)
                .mapToObj(
                        set -> Stream.generate(() -> text(random)).limit(TEXTS).toList());
    }

    /** Few parts behind a common beginning, so that many texts are alike for long. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(10) == 0 ? "" : "1.0");
        for (int parts = random.nextInt(PARTS_MAX); parts > 0; parts--) {
            text.append(PARTS.get(random.nextInt(PARTS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aVersionEqualsItself(List<String> texts) {
        for (String text : texts) {
            assertThat(VersionOrder.compare(text, text).orElse(0)).as(text).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theOtherWayRoundItIsTheOpposite(List<String> texts) {
        for (String one : texts) {
            for (String other : texts) {
                assertThat(sign(one, other)).as("%s, %s", one, other).isEqualTo(negated(sign(other, one)));
            }
        }
    }

    /** Also for what is equal, and with it what can be compared at all. */
    @ParameterizedTest
    @MethodSource("texts")
    void whatIsNotAfterWhatIsNotAfterIsNotAfter(List<String> texts) {
        Map<String, List<String>> notBefore = new HashMap<>();
        texts.forEach(text -> notBefore.put(text, notBefore(text, texts)));
        notBefore.forEach((first, seconds) -> {
            Set<String> expected = new HashSet<>(seconds);
            for (String second : seconds) {
                assertThat(expected).as("%s, %s", first, second).containsAll(notBefore.getOrDefault(second, List.of()));
            }
        });
    }

    private static List<String> notBefore(String first, List<String> texts) {
        return texts.stream()
                .filter(text -> VersionOrder.compare(first, text).orElse(1) <= 0)
                .toList();
    }

    private static OptionalInt sign(String one, String other) {
        OptionalInt order = VersionOrder.compare(one, other);
        return order.isEmpty() ? order : OptionalInt.of(Integer.signum(order.getAsInt()));
    }

    private static OptionalInt negated(OptionalInt order) {
        return order.isEmpty() ? order : OptionalInt.of(-order.getAsInt());
    }
}
