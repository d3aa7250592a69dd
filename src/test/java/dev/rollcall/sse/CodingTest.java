package dev.rollcall.sse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingTest {
    private static final int HEADER_CHARS_MAX = 8192;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|GZIP",
                "GZip|GZIP",
                "x-gzip|GZIP",
                "gzip, deflate, br, zstd|GZIP",
                "br,gzip|GZIP",
                "br ,\tgzip\t;q=0.5|GZIP",
                "gzip;q=1|GZIP",
                "gzip;q=0.001|GZIP",
                "gzip;q=0|IDENTITY",
                "gzip;q=0.|IDENTITY",
                "gzip;q=0.000|IDENTITY",
                "gzip ; Q = 0.0|IDENTITY",
                "gzip;q=00|GZIP",
                "gzip;q=|GZIP",
                "gzip;q|GZIP",
                "gzip;|GZIP",
                "''|IDENTITY",
                ",|IDENTITY",
                ";|IDENTITY",
                ";q=0,gzip|GZIP",
                "identity|IDENTITY",
                "deflate, br|IDENTITY",
                "gzipped|IDENTITY",
                "not gzip|IDENTITY",
                "\"gzip\"|IDENTITY",
                "*|IDENTITY",
                "*;q=0|IDENTITY",
                "g\u0437ip|IDENTITY",
            })
    void readsWhatAClientAccepts(String header, Coding expected) {
        assertThat(Coding.acceptedBy(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "gzi,", "q=0", " ", "gzip;q=0.0", "\u0000", "\uD83D\uDC18"})
    void isDoneWithTheLongestHeaderThereCanBe(String piece) {
        String header = piece.repeat(HEADER_CHARS_MAX / piece.length());

        assertThat(Coding.acceptedBy(header + ",gzip")).isIn(Coding.GZIP, Coding.IDENTITY);
        assertThat(Coding.acceptedBy("gzip;q=0" + header)).isIn(Coding.GZIP, Coding.IDENTITY);
        assertThat(Coding.acceptedBy("gzip;q=" + " ".repeat(HEADER_CHARS_MAX) + "0"))
                .isEqualTo(Coding.IDENTITY);
    }
}
