package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import dev.rollcall.extract.Extraction.None;
import dev.rollcall.extract.Extraction.Version;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractorTest {
    private final Extractor extractor = new Extractor();

    /** What a program printed and the version in it; named by the program. */
    private record Printed(String program, Output output, String version) {
        static Printed out(String program, String stdout, String version) {
            return new Printed(program, new Output(stdout, "", 0), version);
        }

        static Printed err(String program, String stderr, String version) {
            return new Printed(program, new Output("", stderr, 0), version);
        }

        @Override
        public String toString() {
            return program + " " + version;
        }
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({"servers", "tools", "oddForms", "trapsOfTheLicence", "terminals"})
    void readsTheVersionFromTheUsualPlaces(Printed printed) {
        assertThat(version(extractor.extract(Program.named(printed.program()), printed.output(), null)))
                .isEqualTo(printed.version());
    }

    static Stream<Printed> servers() {
        return Stream.of(
                Printed.err("nginx", "nginx version: nginx/1.22.1\n", "1.22.1"),
                Printed.out(
                        "apache2",
                        "Server version: Apache/2.4.62 (Debian)\nServer built:   2024-10-04T15:21:08\n",
                        "2.4.62"),
                Printed.out(
                        "haproxy", "HAProxy version 2.6.12-1+deb12u1 2023/12/16 - https://haproxy.org/\n", "2.6.12"),
                Printed.out("lighttpd", "lighttpd/1.4.69 (ssl) - a light and fast webserver\n", "1.4.69"),
                Printed.err("ssh", "OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19 27 Jan 2026\n", "9.2p1"),
                Printed.out("psql", "psql (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", "15.18"),
                Printed.out("memcached", "memcached 1.6.18\n", "1.6.18"),
                Printed.out("dovecot", "2.3.19.1 (9b53102964)\n", "2.3.19.1"),
                Printed.out("docker", "Docker version 28.2.2, build e6534b4\n", "28.2.2"),
                Printed.out(
                        "dnsmasq",
                        "Dnsmasq version 2.89  Copyright (c) 2000-2022 Simon Kelley\nCompile time options: IPv6\n",
                        "2.89"));
    }

    static Stream<Printed> tools() {
        return Stream.of(
                Printed.out(
                        "php",
                        "PHP 8.2.28 (cli) (built: Mar 13 2025 18:21:38) (NTS)\nZend Engine v4.2.28, Copyright (c)\n",
                        "8.2.28"),
                Printed.out("git", "git version 2.39.5\n", "2.39.5"),
                Printed.out("git", "git version 2.39.5 (Apple Git-154)\n", "2.39.5"),
                Printed.out("openssl", "OpenSSL 3.0.19 27 Jan 2026 (Library: OpenSSL 3.0.19 27 Jan 2026)\n", "3.0.19"),
                Printed.out("openssl", "OpenSSL 1.1.1w  11 Sep 2023\n", "1.1.1w"),
                Printed.out(
                        "curl",
                        "curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13\n"
                                + "Release-Date: 2023-02-20, security patched: 7.88.1-10+deb12u14\n",
                        "7.88.1"),
                Printed.out("node", "v20.20.2\n", "20.20.2"),
                Printed.out("npm", "11.19.1\n", "11.19.1"),
                Printed.out("pip3", "pip 23.2.1 from /usr/lib/python3.11/site-packages/pip (python 3.11)\n", "23.2.1"),
                Printed.out("helm", "v3.14.0-rc.1+g3fc9f4b\n", "3.14.0-rc.1"),
                Printed.out(
                        "dpkg",
                        "Debian 'dpkg' package management program version 1.21.22 (amd64).\n"
                                + "This is free software; see the GNU General Public License version 2 or\n",
                        "1.21.22"),
                Printed.out("systemd", "systemd 252 (252.39-1~deb12u2)\n+PAM +AUDIT -BPF_FRAMEWORK\n", "252"));
    }

    static Stream<Printed> oddForms() {
        return Stream.of(
                Printed.out("perl", "This is perl 5, version 36, subversion 0 built for x86_64-linux\n", "5.36.0"),
                Printed.out("perl", "This is perl 5, version 36\n", "5.36"),
                Printed.err("java", "java version \"1.6.0_24\"\nJava(TM) SE (build 1.6.0_24-b07)\n", "1.6.0_24"),
                Printed.out("java", "OpenJDK Runtime Environment (build 26+35)\n", "26+35"),
                Printed.out("shop", "shop 1:2.4.6-3\n", "2.4.6-3"),
                Printed.out("shop", "shop 2.0~rc0\n", "2.0~rc0"),
                Printed.out("shop", "shop 2.0.0-beta.3 (x86_64)\n", "2.0.0-beta.3"),
                Printed.out("shop", "shop 20220117\n", "20220117"),
                Printed.out("shop", "v25\n", "25"),
                Printed.out("bash", "GNU bash，版本 5.2.15(1)-release (x86_64)\n", "5.2.15"),
                Printed.out("shop", "shop版本1.2.3\n", "1.2.3"),
                Printed.out("mariadb", "mariadb  Ver 15.1 Distrib 10.11.19-MariaDB, for Linux\n", "10.11.19"),
                Printed.out("elixir", "Elixir 1.18 (compiled with Erlang/OTP 27)\n", "1.18"),
                Printed.out("tool", "{\"name\":\"tool\",\"version\":\"3.2.1\",\"go\":\"go1.22\"}\n", "3.2.1"),
                Printed.out("terraform", "Terraform v1.5.7\n\nThe latest version is 1.9.8. You can update\n", "1.5.7"));
    }

    static Stream<Printed> trapsOfTheLicence() {
        String gpl = "Copyright (C) 2022 Free Software Foundation, Inc.\n"
                + "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n";
        return Stream.of(
                Printed.out("ls", "ls (GNU coreutils) 9.1\n" + gpl, "9.1"),
                Printed.out("make", "GNU Make 4.3\nBuilt for x86_64-pc-linux-gnu\n" + gpl, "4.3"),
                Printed.out("tar", "tar (GNU tar) 1.34\n" + gpl, "1.34"),
                Printed.out("bash", "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n" + gpl, "5.2.15"),
                Printed.out("gpg", "gpg (GnuPG) 2.2.40\nlibgcrypt 1.10.1\nLicense GNU GPL-3.0-or-later\n", "2.2.40"));
    }

    static Stream<Printed> terminals() {
        return Stream.of(
                Printed.out("mvn", "\u001b[1mApache Maven 3.8.7\u001b[m\nMaven home: /usr/share/maven\n", "3.8.7"),
                Printed.out("shop", "\u001b[32mshop \u001b[1;31m4.\u001b[0m2\u001b[0m\n", "4.2"),
                Printed.out("shop", "Shop\r\nversion 4.2\r\nbuilt for Windows\r\n", "4.2"),
                Printed.out("shop", "loading 1 %\rloading 99 %\rshop 4.2\r", "4.2"));
    }

    @Test
    void prefersStandardOutput() {
        Output both = new Output("shop 4.2\n", "shop 9.9\n", 0);
        assertThat(version(extractor.extract(Program.named("shop"), both, null)))
                .isEqualTo("4.2");
    }

    @Test
    void readsAVersionThatAFailingProgramCallsItsOwn() {
        Output output = new Output("", "shop 4.2: unknown option -- version\n", 1);
        assertThat(version(extractor.extract(Program.named("shop"), output, null)))
                .isEqualTo("4.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | shop: ready | no version in the output",
                "0 | listening on 127.0.0.1:8080 | no version in the output",
                "0 | License GPL version 3 or later | no version in the output",
                "0 | build go1.22.3 linux/amd64 | no version in the output",
                "0 | OpenSSL 3.0.17 1 Jul 2025 | no version in the output",
                "0 | shop took 0:01.25 | no version in the output",
                "1 | cannot connect to 10.0.0.1, tried 3.5 s | no version in the output (exit code 1)",
                "127 | sh: 1: shop: not found | no version in the output (exit code 127)",
                "139 | Segmentation fault at 0x7f.0.1 (core dumped) | no version in the output (exit code 139)",
                "0 | '' | printed nothing",
                "0 | '  \t ' | printed nothing",
                "2 | '' | printed nothing (exit code 2)",
            })
    void inventsNoVersion(int exit, String printed, String cause) {
        assertThat(cause(extractor.extract(Program.named("shop"), new Output("", printed, exit), null)))
                .isEqualTo(cause);
    }

    @Test
    void readsNothingFromBinaryData() {
        Output elf = new Output("\u007fELF\u0002\u0001\0\0 shop 4.2\n", "", 0);
        String binary = "printed binary data, no text";
        assertThat(cause(extractor.extract(Program.named("shop"), elf, null))).isEqualTo(binary);
        assertThat(cause(extractor.extract(Program.named("shop"), elf, Pattern.compile("shop (?<version>\\S+)"))))
                .isEqualTo(binary);
    }

    @Test
    void takesWhatTheUsersPatternSays() {
        Output output = new Output("shop 4.2\nbuild 2026-11/b7\n", "", 3);
        assertThat(version(extractor.extract(Program.named("shop"), output, Pattern.compile("build (?<version>\\S+)"))))
                .isEqualTo("2026-11/b7");
    }

    @Test
    void looksForTheUsersPatternInStandardErrorToo() {
        Output output = new Output("hello\n", "build 7\n", 0);
        assertThat(version(extractor.extract(Program.named("shop"), output, Pattern.compile("build (?<version>\\S+)"))))
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource({"'release (?<version>\\S+)'", "'shop(?<version>)'", "'(?:shop|(?<version>build))'"})
    void doesNotGuessWhenTheUsersPatternGivesNothing(String pattern) {
        Output output = new Output("shop 4.2\nbuild 7\n", "", 0);
        assertThat(cause(extractor.extract(Program.named("shop"), output, Pattern.compile(pattern))))
                .isEqualTo("the pattern matches nothing in the output");
    }

    @Test
    void cutsAVersionThatIsTooLongForAPage() {
        Output output = new Output("build " + "7".repeat(500), "", 0);
        assertThat(version(extractor.extract(Program.named("shop"), output, Pattern.compile("build (?<version>\\S+)"))))
                .isEqualTo("7".repeat(100));
    }

    @Test
    void leavesNoControlCharacterInAVersion() {
        Output output = new Output("build <\t4\b.2\n7 >", "", 0);
        assertThat(version(extractor.extract(Program.named("shop"), output, Pattern.compile("<(?<version>[^>]+)>"))))
                .isEqualTo("4.27");
    }

    @Test
    void takesAProgramNameForWords() {
        Output output = new Output("g++ 12.2.0\n", "", 0);
        assertThat(version(extractor.extract(Program.named("g++"), output, null)))
                .isEqualTo("12.2.0");
        Output odd = new Output("[(* version 12.2.0\n", "", 0);
        assertThat(version(extractor.extract(Program.named("[(*"), odd, null))).isEqualTo("12.2.0");
    }

    @ParameterizedTest
    @CsvSource({"'(?<version>(a+)+)$'", "'(?<version>(a|aa)*)b$'", "'(?<version>(.*a){20})$'"})
    void isNotSlowedDownByAPatternBuiltToExplode(String pattern) {
        Output output = new Output("a".repeat(64 * 1024) + "!", "", 0);
        Extraction extraction = assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> extractor.extract(Program.named("shop"), output, Pattern.compile(pattern)));
        assertThat(extraction).isInstanceOf(None.class);
    }

    @Test
    void givesUpAPatternThatIsTooDeepToRun() {
        Pattern deep = Pattern.compile("(?<version>(?:(?:a?){1000}){100})b");
        assertThat(cause(extractor.extract(Program.named("shop"), new Output("aaaa", "", 0), deep)))
                .isEqualTo("the pattern takes too much time or memory for this output");
    }

    @Test
    void takesNoBlanksForAVersionThatThePatternFinds() {
        Pattern pattern = Pattern.compile("build (?<version>.*)");
        Output blanks = new Output("build \u00a0\u2007 ", "", 0);
        assertThat(extractor.extract(Program.named("shop"), blanks, pattern)).isInstanceOf(None.class);
        Output indented = new Output("build " + " ".repeat(200) + "\u00a07\u00a0", "", 0);
        assertThat(version(extractor.extract(Program.named("shop"), indented, pattern)))
                .isEqualTo("7");
    }

    @Test
    void isNotSlowedDownByLongOutputWithoutAVersion() {
        Output output = new Output("item 1 ".repeat(6 * 1024), "1.:".repeat(20 * 1024), 0);
        Extraction extraction = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> extractor.extract(Program.named("shop"), output, null));
        assertThat(extraction).isInstanceOf(None.class);
    }

    @ParameterizedTest
    @CsvSource({"protocol2.0", "schema-3.1 protocol2.0", "(api2.0"})
    void judgesAGluedNameWithNothingBeforeIt(String line) {
        assertThat(extractor.extract(Program.named("shop"), new Output(line, "", 0), null))
                .isInstanceOf(None.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1a, ------------------------------x",
        "1a, .1",
        "1.1-, 1.1.1",
        "1.2 a, requires",
        "(1.2, 1f",
        "<a , 1.2@",
        ".c1, 1.2/",
    })
    void isNotSlowedDownByLinesThatAreLookedAtPieceByPiece(String first, String second) {
        // given: as many lines of the longest kind as are looked at
        String line = first.repeat(1_000 / first.length()) + second.repeat(990 / second.length()) + '\n';
        Output output = new Output(line.repeat(300), line.repeat(300), 0);

        // then
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> extractor.extract(Program.named("shop"), output, null)))
                .isInstanceOf(None.class);
    }

    @Test
    void givesNoPieceOfANumberWhereALongLineIsCut() {
        for (int blanks = 1_980; blanks < 2_005; blanks++) {
            Output output = new Output("shop version" + " ".repeat(blanks - 12) + "12.34.56 (stable)\n", "", 0);
            Extraction extraction = extractor.extract(Program.named("shop"), output, null);
            assertThat(extraction.candidates())
                    .allSatisfy(candidate -> assertThat(candidate.version()).isEqualTo("12.34.56"));
        }
    }

    @ParameterizedTest
    @CsvSource({"'7',101", "'7.',60", "'7',15", "'1a',200"})
    void takesNoEndlessNumberForAVersion(String piece, int times) {
        Output output = new Output("shop " + piece.repeat(times) + "\n", "", 0);
        assertThat(extractor.extract(Program.named("shop"), output, null)).isInstanceOf(None.class);
    }

    @Test
    void readsATimeDownToItsSecond() {
        assertThat(version(extractor.extract(
                        Program.named("shop"), new Output("shop version 20221122181110\n", "", 0), null)))
                .isEqualTo("20221122181110");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date     | date 9.1                      | 9.1",
                "score    | Score 4.2                     | 4.2",
                "shop     | shop 4.2 2.1                  | 4.2",
                "shop     | 4.2                           | 4.2",
                "shop     | shop 22.11                    | 22.11",
                "shop     | shop version 7.9.2009         | 7.9.2009",
                "uname    | Linux h 6.1.0-18-amd64 #1 SMP | 6.1.0-18-amd64",
            })
    void readsAVersionThatLooksLikeAMeasure(String program, String line, String version) {
        assertThat(version(extractor.extract(Program.named(program), new Output(line + '\n', "", 0), null)))
                .isEqualTo(version);
    }

    @Test
    void passesOverNamesThatNoFileHas() {
        assertThat(Program.named("1".repeat(100_000) + "x", "shop").names()).containsExactly("shop");
    }

    private static String version(Extraction extraction) {
        assertThat(extraction).isInstanceOf(Version.class);
        return ((Version) extraction).version();
    }

    private static String cause(Extraction extraction) {
        assertThat(extraction).isInstanceOf(None.class);
        return ((None) extraction).cause();
    }
}
