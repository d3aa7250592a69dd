package dev.rollcall.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order by examples: real versions where there are some, written as their programs write them. */
class VersionOrderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # numbers by their value
            9.9                        | 9.10
            1.2                        | 1.2.1
            1.2                        | 1.2.0.1
            1.22.1                     | 1.26.0
            4.09.00                    | 4.10
            590                        | 608
            0                          | 0.0.1
            3.14159265                 | 3.141592653
            18446744073709551615       | 18446744073709551616
            1.9223372036854775807      | 1.9223372036854775808
            # calendar versions and dates
            20220117                   | 20231002
            2024-11-03                 | 2024-11-21
            2024-11-03                 | 2025-01-01
            2023.12.1                  | 2024.1
            8.2302.0                   | 8.2312.0
            1.0.20210914               | 1.0.20250521
            20240117                   | 20240117b
            # Java
            1.8.0_392                  | 1.8.0_402
            1.8.0_392                  | 17.0.2
            1.6.0_24                   | 1.6.1
            1.6.0_24-b07               | 1.6.0_24-b08
            26                         | 26+35
            26-ea+12                   | 26-ea+13
            26-ea+35                   | 26+35
            26+35                      | 26.0.1+8
            17.0.15+6-Debian-1deb12u1  | 17.0.16+8-Debian-1deb12u1
            jdk8u392-b08               | jdk8u402-b06
            # before the release
            3.13.0a1                   | 3.13.0a2
            3.13.0a7                   | 3.13.0b1
            3.13.0b4                   | 3.13.0rc1
            3.13.0rc3                  | 3.13.0
            3.13.0                     | 3.13.1a1
            2.0.0dev3                  | 2.0.0
            2.0.dev1                   | 2.0a1
            2.0rc1.dev2                | 2.0rc1
            go1.22rc2                  | go1.22
            9.11.5-RC1                 | 9.11.5
            1.0-alpha-1                | 1.0-alpha-2
            1.0.0-alpha                | 1.0.0-alpha.1
            1.0.0-alpha.1              | 1.0.0-alpha.beta
            1.0.0-alpha.beta           | 1.0.0-beta
            1.0.0-beta.2               | 1.0.0-beta.11
            1.0.0-beta.11              | 1.0.0-rc.1
            1.0.0-rc.1                 | 1.0.0
            1.0.0-rc.1                 | 1.0.0-rc.1+build.5
            6.1.0-M1                   | 6.1.0-M2
            6.1.0.M5                   | 6.1.0.RC1
            4.0-milestone-3            | 4.0
            9.0.0-preview.7            | 9.0.0-rc.1
            1.0-SNAPSHOT               | 1.0
            1.0                        | 1.1-SNAPSHOT
            1.95.0-nightly             | 1.95.0
            15.0.0-next.1              | 15.0.0
            6.5.0-rc3                  | 6.5.0-rc3-next-20230801
            5.40.0-pre1                | 5.40.0
            1.2 beta 3                 | 1.2
            14.1-RC1                   | 14.1-RELEASE
            15.0-CURRENT               | 15.0-RELEASE
            # after the release
            3.3                        | 3.3a
            1.0.2a                     | 1.0.2u
            1.0.2z                     | 1.0.2za
            1.0.2u                     | 1.0.2.1
            9.2                        | 9.2p1
            9.2p1                      | 9.2p2
            9.2p2                      | 9.3
            1.9.13b1                   | 1.9.13p3
            1.9.13p3                   | 1.9.13p10
            1.9.13                     | 1.9.13-p3
            9.9.9-P1                   | 9.9.9-P2
            14.1-RELEASE               | 14.1-RELEASE-p3
            1.0                        | 1.0.post1
            12 SP4                     | 12 SP5
            1.1.1                      | 1.1.1-ubuntu
            6.9.11-60                  | 6.9.11-61
            6.9.11-60                  | 6.9.12-1
            5.2.15(1)-release          | 5.2.21(1)-release
            5.2.15                     | 5.2.15(1)-release
            2.0.0+cu117                | 2.0.0+cu118
            v1.30.2+k3s1               | v1.30.2+k3s2
            v1.30.2+k3s2               | v1.30.3+k3s1
            # commits since a tag
            1.2.3                      | 1.2.3-14-gabc1234
            1.2.3-14-gabc1234          | 1.2.3-15-g0000001
            1.2.3-14-gabc1234          | 1.2.4
            v1.2.3-rc1                 | v1.2.3-rc1-14-gabc1234
            v1.2.3-rc1-14-gabc1234     | v1.2.3
            # other distributions
            6.8.5-301.fc40.x86_64      | 6.8.7-300.fc40.x86_64
            6.8.5-301.fc39             | 6.8.5-301.fc40
            5.14.0-427.el9             | 5.14.0-427.13.1.el9_4
            1.2-0.1.rc1.fc40           | 1.2-1.fc40
            1.2.3-r0                   | 1.2.3-r1
            1.2.3_rc1-r0               | 1.2.3-r0
            1.2.3-r5                   | 1.2.3_p1-r0
            1.2.3.r14.gabc1234-1       | 1.2.3.r15.g0001234-1
            # more of the kind
            5.10.0.Final               | 5.10.1.Final
            12 (bookworm)              | 13 (trixie)
            22.04.3 LTS (Jammy)        | 22.04.4 LTS (Jammy)
            20.10.5+dfsg1, build 55c4c88 | 20.10.24+dfsg1, build 297e128
            OpenSSL 3.0.2 15 Mar 2022  | OpenSSL 3.0.19 27 Jan 2026
            6.1.0-18-amd64             | 6.1.0-21-amd64
            """)
    void tellsOlderFromNewer(String older, String newer) {
        assertThat(VersionOrder.compare(older, newer).orElseThrow()).isNegative();
        assertThat(VersionOrder.compare(newer, older).orElseThrow()).isPositive();
    }

    /** Each row was put to dpkg 1.21, which says the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0-1                      | 1.0-2
            1.2-5                      | 1.2.1-1
            1.0-1~deb12u3              | 1.0-1
            1.0-1~bpo12+1              | 1.0-1
            1.0-1~bpo12+1              | 1.0-1~deb12u1
            2.6.12-1+deb12u3           | 2.6.12-1+deb12u4
            2.6.12-1                   | 2.6.12-1+deb12u4
            9.18.49-1~deb12u3          | 9.18.49-1
            1:9.0                      | 2:1.0
            9.0                        | 1:1.0
            2:1.0-1                    | 10:0.1-1
            1.6.20~ds1                 | 1.6.20
            2.5.13-5                   | 2.5.13+dfsg-1
            2.5.13+dfsg-5              | 2.5.13+dfsg-5+b1
            2.5.13+dfsg-5              | 2.5.14-1
            2.5.13+dfsg-0ubuntu1       | 2.5.13+dfsg-1
            1.0-1                      | 1.0-1+b1
            1.0-1+b1                   | 1.0-1+b2
            1.0-1+b9                   | 1.0-1+b10
            1.0-1+b1                   | 1.0-1.1
            1.0-1ubuntu1               | 1.0-1+b1
            1.0-1                      | 1.0-1ubuntu1
            1.0-1ubuntu1               | 1.0-1.1
            1.0-1build1                | 1.0-1ubuntu1
            1.0-0ubuntu1               | 1.0-1
            1.0-0ubuntu1~22.04         | 1.0-0ubuntu1
            1.0-0~exp1                 | 1.0-0
            1.0-1~exp1                 | 1.0-1
            1.0~~                      | 1.0~
            1.0~                       | 1.0
            1.0~beta1-1                | 1.0~rc1-1
            1.0~rc1-1                  | 1.0~rc2-1
            1.0~rc1-9                  | 1.0-1
            1.0~~rc1                   | 1.0~beta1
            1.0~1                      | 1.0~a
            1.0-1                      | 1.0a-1
            1.0a-1                     | 1.0+dfsg-1
            1.0+dfsg-1                 | 1.0.1-1
            1.2.3+~1.0-1               | 1.2.3+~cs1.0-1
            1.2+git20240101-1          | 1.2+git20240301-1
            1:9.2p1-2+deb12u3          | 1:9.2p1-2+deb12u5
            1:9.2p1-2+deb12u5          | 1:9.9p1-1
            5.2.15-2+b8                | 5.2.21-2
            1.1.1n-0+deb11u5           | 1.1.1w-0+deb11u1
            3.0.11-1~deb12u2           | 3.0.14-1~deb12u1
            2.36-9+deb12u8             | 2.36-9+deb12u13
            1:102.5.0esr-1             | 1:115.0esr-1
            20220117                   | 20230311
            2.1-6.1                    | 2.1-6.2
            """)
    void tellsOlderFromNewerAsDebianDoes(String older, String newer) {
        tellsOlderFromNewer(older, newer);
    }

    /** Where dpkg says the opposite: it knows no stages, no zeros that are only written out, and one hyphen. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0rc1-1                   | 1.0-1
            1.2-5-1                    | 1.2-5.1
            1.1.0-1                    | 1.1-25
            1:1.2.3.dfsg-1             | 1:1.2.3.3.dfsg-1
            """)
    void knowsBetterThanDebianWhatMakersMean(String older, String newer) {
        tellsOlderFromNewer(older, newer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1.0                        | 1.0.0
            1                          | 1.0.0.0
            0                          | 0.0
            6.00                       | 6.0
            09.010                     | 9.10
            1.0-rc1                    | 1.0.0-rc1
            1.0-RC1                    | 1.0.rc1
            3.13.0rc1                  | 3.13.0-rc.1
            1.0p1                      | 1.0-P1
            v1.2                       | 1.2
            V1.2                       | v1.2
            release-v1.2               | Release 1.2
            go1.22                     | Go1.22.0
            0:1.0                      | 1.0
            1.2-0                      | 1.2
            1.2~                       | 1.2~0
            5.10.0.Final               | 5.10
            25.0.3+9-LTS               | 25.0.3+9
            1.2.3-14-gabc1234          | 1.2.3-14-g4567890
            1.4.5+a7733435c            | 1.4.5+b7733435d
            1.4.5+a7733435c            | 1.4.5
            1.2.3 (a1b2c3d)            | 1.2.3 (f00d123)
            1_2-3                      | 1-2_3
            .-1.2-.                    | 1.2
            """)
    void seesNoDifferenceWhereNoneHasAnOrder(String one, String other) {
        assertThat(VersionOrder.compare(one, other)).hasValue(0);
        assertThat(VersionOrder.compare(other, one)).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bookworm/sid               | 12.1
            bookworm/sid               | trixie/sid
            a1b2c3d                    | f00d123
            a1b2c3d                    | 1.0
            1234567a                   | f00d123
            gabc1234                   | 1.0
            0123456789abcdef0123456789abcdef01234567 | 1.0
            20220117                   | a1b2c3d
            6.8.5-301.fc40, 6.8.7-300.fc40 | 6.8.7-300.fc40
            6.8.5-301.fc40 6.8.7-300.fc40 | 6.8.7-300.fc40
            1.8.0_392;17               | 17
            1.2/1.3                    | 1.3
            12, 13                     | 13
            go1.22                     | 1.22
            jdk-17                     | openjdk-17
            latest                     | 1.0
            latest                     | stable
            """)
    void leavesOpenWhatCannotBeCompared(String one, String other) {
        assertThat(VersionOrder.compare(one, other)).isEmpty();
        assertThat(VersionOrder.compare(other, one)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-._+~",
                "~",
                ":",
                "v",
                "\0",
                "\u001b[m",
                "\ud800",
                "\udc00\ud83d",
                "\uff11.\uff12",
                "\u0661.\u0662",
                "+++",
                "~~~",
                "null",
                "\u0130",
                "1\n2"
            })
    void leavesOpenWhatHasNoVersionInIt(String text) {
        assertThat(VersionOrder.compare(text, text)).isEmpty();
        assertThat(VersionOrder.compare(text, "1.0")).isEmpty();
        assertThat(VersionOrder.compare("1.0", text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'1\0002','1\0003'", "'1.\ud800','1.1'", "1.\u0661,1.1", "1.0\u2013rc1,1.0", "1.\u0130,1.1"})
    void readsOnWhereAVersionHasStrangeCharacters(String older, String newer) {
        tellsOlderFromNewer(older, newer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9", "0.", "1.", "a", "~", "+", "-", "-a1", "rc1.", "1~", "\t", " ", "1.rc", "\ud800", "a1b2c3d."
            })
    void readsVersionsOfAnyLength(String part) {
        String text = part.repeat(100_000 / part.length());
        assertThat(VersionOrder.compare("1x" + text + "5", "1x" + text + "6").orElseThrow())
                .isNegative();
        assertThat(VersionOrder.compare("1x" + text, "2x" + text).orElseThrow()).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\n", ", ", "\n\t", "1 ", "1,", "1.1 ", "abc1234 "})
    void leavesListsOfAnyLengthOpen(String part) {
        String text = part.repeat(100_000 / part.length()) + ",1,2";
        assertThat(VersionOrder.compare(text, text)).isEmpty();
    }
}
