package dev.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8DecoderTest {

    @ParameterizedTest
    @CsvSource({
        "80, �",
        "C3 41, �A",
        "C0 AF, ��",
        "E2 80 41, �A",
        "F0 9F 90 41, �A",
        "ED A0 BD ED B0 98, ������",
        "F4 90 80 80, ����",
        "FF, �",
        "EF BB BF, ''",
        "EF BB BF EF BB BF, \uFEFF",
        "41 EF BB BF, A\uFEFF",
        "E0 80 AF, ���",
        "F0 9F 90 98, 🐘",
        "C3 C3 A9, �é",
        "F1 80 F1 80 80 80, �\uD8C0\uDC00"
    })
    void replacesWhatIsNoUtf8AndStripsAByteOrderMarkAsTheEncodingStandardDoes(String hex, String expected) {
        StringBuilder decoded = new StringBuilder();
        Utf8Decoder decoder = new Utf8Decoder(decoded::appendCodePoint);

        for (String octet : hex.split(" ")) {
            decoder.feed((byte) Integer.parseInt(octet, 16));
        }

        assertThat(decoded).hasToString(expected);
    }
}
