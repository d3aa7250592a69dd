package dev.rollcall.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.rollcall.config.PackageConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryNameTest {
    private static final String LONG = "n".repeat(99);

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx@dpkg",
        "libstdc++6, libstdc++6@dpkg",
        "libc6:amd64, libc6_amd64@dpkg",
        "@babel/core, @babel_core@dpkg",
        "lib x, lib_x@dpkg",
        "zope.interface, zope.interface@dpkg",
        "a@b, a@b@dpkg",
        "_libgcc_mutex, libgcc_mutex@dpkg",
        ".NET, NET@dpkg",
        "--help, help@dpkg",
        "naïve, na_ve@dpkg",
        "<b>, b_@dpkg",
    })
    void isTheNameAsPrintedWithTheNameOfTheListing(String printed, String name) {
        assertThat(EntryName.of(printed, "dpkg")).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("anything")
    void isANameThatThePackageRuleAllows(String printed) {
        for (String listing : List.of("l", "l".repeat(50))) {
            for (String name : List.of(EntryName.of(printed, listing), EntryName.marked(printed, listing))) {
                assertThatCode(() -> new PackageConfig(name, null, null, null, null, null, null))
                        .doesNotThrowAnyException();
                assertThat(EntryName.isOf(name, listing)).isTrue();
            }
        }
    }

    static Stream<String> anything() {
        return Stream.of(
                "a", "_", "", "日本", "../..", "%2e", "🚀", " ", "a".repeat(98), LONG, LONG + "n".repeat(10_000));
    }

    @Test
    void cutsALongNameAndKeepsItDistinct() {
        // when
        String one = EntryName.of(LONG + "1", "dpkg");
        String other = EntryName.of(LONG + "2", "dpkg");

        // then
        assertThat(one).hasSize(100).startsWith("nnn").matches("n+~[0-9a-f]{12}@dpkg");
        assertThat(other).hasSize(100).isNotEqualTo(one);
        assertThat(EntryName.of(LONG + "1", "dpkg")).isEqualTo(one);
    }

    @Test
    void doesNotCutANameThatJustFits() {
        assertThat(EntryName.of("n".repeat(95), "dpkg")).isEqualTo("n".repeat(95) + "@dpkg");
        assertThat(EntryName.of("n".repeat(96), "dpkg")).matches("n{82}~[0-9a-f]{12}@dpkg");
    }

    @Test
    void keepsNamesDistinctOfWhichNothingIsLeft() {
        assertThat(EntryName.of("日本", "dpkg")).matches("[0-9a-f]{12}@dpkg").isNotEqualTo(EntryName.of("中国", "dpkg"));
    }

    @Test
    void belongsToTheListingBehindTheLastAt() {
        assertThat(EntryName.isOf("a@b@dpkg", "dpkg")).isTrue();
        assertThat(EntryName.isOf("a@b@dpkg", "b")).isFalse();
        assertThat(EntryName.isOf("dpkg", "dpkg")).isFalse();
        assertThat(EntryName.isOf("a@xdpkg", "dpkg")).isFalse();
    }
}
