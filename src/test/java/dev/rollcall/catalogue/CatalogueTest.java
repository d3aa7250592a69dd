package dev.rollcall.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.google.re2j.PatternSyntaxException;
import dev.rollcall.config.PackageConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
    private static final Catalogue SHIPPED = Catalogue.load();
    /** Every heading, in the order in which people expect them: from the machine up to what runs on it. */
    private static final List<String> CATEGORIES = List.of(
            "System",
            "Web server",
            "Database",
            "Queue",
            "Language",
            "Build tool",
            "Container",
            "Configuration",
            "Monitoring",
            "Mail",
            "DNS",
            "VPN and network",
            "Security",
            "Backup and storage",
            "Application");

    static Stream<CatalogueEntry> shipped() {
        return SHIPPED.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shipsEntriesThatCanBeAskedAndNamed(CatalogueEntry entry) {
        PackageConfig named = new PackageConfig(entry.name(), null, null, null, entry.pattern(), null, null);
        assertThat(SHIPPED.find(named.name())).contains(entry);
        assertThat(entry.label()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        assertThat(entry.category()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        assertThat(entry.executables())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).isNotBlank().doesNotContain("/", " "));
        assertThat(entry.folders()).doesNotHaveDuplicates();
        assertThat(entry.arguments())
                .isNotEmpty()
                .allSatisfy(argument -> assertThat(argument).isNotBlank());
        if (entry.pattern() != null) {
            assertThat(entry.pattern().namedGroups()).containsOnlyKeys(PackageConfig.VERSION_GROUP);
        }
    }

    @Test
    void shipsEachNameOnce() {
        assertThat(shipped().map(CatalogueEntry::name))
                .hasSizeGreaterThanOrEqualTo(180)
                .doesNotHaveDuplicates();
    }

    @Test
    void shipsKnownCategoriesOnlyInTheirOrder() {
        assertThat(shipped().map(CatalogueEntry::category).distinct()).containsExactlyElementsOf(CATEGORIES);
    }

    @Test
    void saysWhatSupportEndsForWithProductNamesThatLookLikeSuch() {
        assertThat(shipped().map(CatalogueEntry::endOfLife).filter(Objects::nonNull))
                .hasSizeGreaterThan(50)
                .allSatisfy(product -> assertThat(product).matches("[a-z0-9]+([.-][a-z0-9]+)*"));
    }

    @Test
    void neverRunsByItselfWhatStartsADaemonOrCallsHome() {
        assertThat(List.of("pm2", "rabbitmq", "terraform"))
                .allSatisfy(name -> assertThat(SHIPPED.find(name))
                        .hasValueSatisfying(
                                entry -> assertThat(entry.mayBeDiscovered()).isFalse()));
        assertThat(shipped().filter(CatalogueEntry::mayBeDiscovered)).hasSizeGreaterThan(180);
    }

    @Test
    void asksEachExecutableUnderOneNameOnly() {
        assertThat(shipped().flatMap(entry -> entry.executables().stream())).doesNotHaveDuplicates();
    }

    @Test
    void fillsInWhatAnEntryDoesNotSay() throws IOException {
        // when
        Catalogue catalogue = read("{'Tool': [{'name': 'git'}]}");

        // then
        assertThat(catalogue.entries())
                .containsExactly(new CatalogueEntry(
                        "git", "git", "Tool", List.of("git"), List.of(), List.of("--version"), null, null, null));
        assertThat(catalogue.find("git"))
                .hasValueSatisfying(git -> assertThat(git.mayBeDiscovered()).isTrue());
    }

    @Test
    void readsEverythingAnEntrySays() throws IOException {
        // when
        Catalogue catalogue = read("{'Tool': [], 'Web': [{'name': 'apache', 'label': 'Apache httpd',"
                + " 'executables': ['apache2', 'httpd[0-9]'], 'folders': ['/opt/apache*/bin'], 'arguments': ['-v'],"
                + " 'pattern': 'Apache/(?<version>.+)', 'endOfLife': 'apache-http-server',"
                + " 'sideEffect': 'writes a log'}]}");

        // then
        CatalogueEntry apache = catalogue.find("apache").orElseThrow();
        assertThat(apache.pattern()).hasToString("Apache/(?<version>.+)");
        assertThat(apache)
                .isEqualTo(new CatalogueEntry(
                        "apache",
                        "Apache httpd",
                        "Web",
                        List.of("apache2", "httpd[0-9]"),
                        List.of("/opt/apache*/bin"),
                        List.of("-v"),
                        apache.pattern(),
                        "apache-http-server",
                        "writes a log"));
        assertThat(apache.mayBeDiscovered()).isFalse();
    }

    @Test
    void keepsTheOrderOfTheFile() throws IOException {
        Catalogue catalogue = read("{'B': [{'name': 'z'}, {'name': 'a'}], 'A': [{'name': 'm'}]}");
        assertThat(catalogue.entries()).extracting(CatalogueEntry::name).containsExactly("z", "a", "m");
    }

    @Test
    void doesNotKnowWhatIsNotInIt() throws IOException {
        assertThat(read("{}").find("git")).isEmpty();
        assertThat(SHIPPED.find("Nginx")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Tool': [{'name': 'git'}, {'name': 'git'}]}",
                "{'Tool': [{'name': 'git'}], 'Other': [{'name': 'git', 'label': 'Git'}]}"
            })
    void refusesANameThatStandsTwice(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessage("catalogue: \"git\" stands twice");
    }

    @Test
    void refusesAPatternWithoutTheGroup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'Tool': [{'name': 'git', 'pattern': 'git (.+)'}]}"))
                .withMessage("catalogue entry \"git\": pattern git (.+) has no group named version");
    }

    @Test
    void refusesAPatternThatDoesNotCompile() {
        assertThatThrownBy(() -> read("{'Tool': [{'name': 'git', 'pattern': '(?<version>'}]}"))
                .isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Tool': [{}]}",
                "{'Tool': [{'name': ' '}]}",
                "{'Tool': [{'name': 'git', 'label': ''}]}",
                "{'': [{'name': 'git'}]}",
                "{'Tool': [{'name': 'git', 'executables': []}]}"
            })
    void refusesAnEntryWithNothingToShowOrToRun(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(json))
                .withMessageEndingWith("label, category and executables must not be empty");
    }

    @Test
    void refusesAKeyThatItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'Tool': [{'name': 'git', 'eol': 'git'}]}"))
                .withMessage("catalogue, line 1, entry \"git\": unknown key \"eol\"; must be one of name, label,"
                        + " pattern, endOfLife, sideEffect, executables, folders, arguments");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            []                                        | the file must be an object
            {'Tool': {'name': 'git'}}                 | category "Tool" must be an array of entries
            {'Tool': ['git']}                         | category "Tool" must be an array of objects
            {'Tool': [{'name': ['git']}]}             | name must be a string
            {'Tool': [{'name': 'a', 'folders': '/'}]} | folders must be an array of strings
            {'Tool': [{'name': 'a', 'folders': [1]}]} | folders must be an array of strings
            """)
    void saysWhereAValueIsOfAnotherKind(String json, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(json)).withMessage("catalogue, line 1: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'executables': ['bin/git'] | executable "bin/git" must be a file name
            'executables': ['']        | executable "" must be a file name
            'folders': ['opt/*/bin']   | folder "opt/*/bin" must begin with a slash
            'folders': ['/opt/*/']     | folder "/opt/*/" must begin with a slash
            'folders': ['/opt/**']     | folder "/opt/**" must begin with a slash
            'endOfLife': 'Apache HTTP' | endOfLife "Apache HTTP" must be lower-case letters and digits
            'sideEffect': ' '          | sideEffect must say something, or not be there
            """)
    void refusesWhatCannotBeUsed(String member, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("{'Tool': [{'name': 'git', " + member + "}]}"))
                .withMessageStartingWith("catalogue entry \"git\": " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'Tool': [{'name': 'git', 'name': 'git'}]}", "{'Tool': [], 'Tool': []}", "{'Tool': [{'name'}]}"
            })
    void refusesBrokenJsonAndKeysThatStandTwice(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonParseException.class);
    }

    private static Catalogue read(String json) throws IOException {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Catalogue.read(new ByteArrayInputStream(bytes));
    }
}
