package dev.rollcall.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.re2j.Pattern;
import dev.rollcall.extract.Listing.Item;
import dev.rollcall.extract.Listing.Items;
import dev.rollcall.extract.Listing.None;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    private static final Pattern LINES = Pattern.compile("(?m)^(?<name>[^\\n=]+)=(?<version>[^\\n]*)$");

    @Test
    void readsEachMatchInTheOrderOfTheOutput() {
        assertThat(items("zlib=1.3\nheading\nbash=5.2\n"))
                .containsExactly(new Item("zlib", "1.3"), new Item("bash", "5.2"));
    }

    @Test
    void readsStandardOutputAlone() {
        assertThat(Listing.of(new Output("bash=5.2\n", "zlib=1.3\n", 0), LINES))
                .isEqualTo(new Items(List.of(new Item("bash", "5.2"))));
        assertThat(Listing.of(new Output("", "zlib=1.3\n", 0), LINES))
                .isEqualTo(new None("the pattern matches nothing in the output"));
    }

    @Test
    void joinsTheDistinctVersionsOfOneNameInTheOrderOfTheOutput() {
        assertThat(items("kernel=6.8.7\nbash=5.2\nkernel=6.8.5\nkernel=6.8.7\n"))
                .containsExactly(new Item("kernel", "6.8.7, 6.8.5"), new Item("bash", "5.2"));
    }

    @Test
    void countsWhatIsMoreThanAnybodyHasOfOneName() {
        // given
        String many =
                IntStream.rangeClosed(1, 25).mapToObj(n -> "kernel=" + n + "\n").collect(Collectors.joining());

        // then
        assertThat(items(many))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.version()).startsWith("1, 2, 3, ").endsWith(", 19, 20, … (5 more)"));
    }

    @Test
    void takesOfAVersionWhatCanBeSeenAndNotMoreThanAHundredCharacters() {
        assertThat(items("a= \u001b[1m1.2\u202e\u00ad\u0007 \r\nb=" + "🚀".repeat(150)))
                .containsExactly(new Item("a", "1.2"), new Item("b", "🚀".repeat(100)));
    }

    @Test
    void takesOfANameWhatCanBeSeenAndAllOfIt() {
        assertThat(items("\u2066lib x\u2069=1\n" + "n".repeat(5_000) + "=2\n"))
                .containsExactly(new Item("lib x", "1"), new Item("n".repeat(5_000), "2"));
    }

    @Test
    void passesOverAMatchWithoutNameOrVersion() {
        // given
        Pattern either = Pattern.compile("(?m)^(?<name>\\w+)?=(?<version>\\w+)?$");

        // then
        assertThat(Listing.of(new Output("a=\n=1\nb=2\n\u200b=3\n", "", 0), either))
                .isEqualTo(new Items(List.of(new Item("b", "2"))));
        assertThat(Listing.of(new Output("a=\n=1\n", "", 0), either)).isInstanceOf(None.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"     | \"\"        | 0 | printed nothing",
                "\" \n\"  | \" \"       | 1 | printed nothing (exit code 1)",
                "nothing  | \"\"        | 0 | the pattern matches nothing in the output",
                "\"\"     | no database | 2 | the pattern matches nothing in the output (exit code 2)",
                "\"a=1\u0000\" | \"\" | 0 | \"printed binary data, no text\"",
            })
    void saysWhyThereIsNothingToRead(String stdout, String stderr, int exit, String cause) {
        assertThat(Listing.of(new Output(stdout, stderr, exit), LINES)).isEqualTo(new None(cause));
    }

    @Test
    void readsWhatIsThereWhateverTheExitCode() {
        assertThat(Listing.of(new Output("bash=5.2\n", "npm error extraneous", 1), LINES))
                .isInstanceOf(Items.class);
    }

    @Test
    void readsALongListInATimeThatGrowsAsTheListDoes() {
        // given: a megabyte
        String list = IntStream.range(0, 50_000)
                .mapToObj(n -> "package-" + n + "=1." + n + "\n")
                .collect(Collectors.joining());

        // when
        long startNanos = System.nanoTime();
        List<Item> items = items(list);

        // then
        assertThat(items).hasSize(50_000);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void isNoListingWithoutAnItem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Items(List.of()))
                .withMessage("items: found []; must not be empty");
    }

    private static List<Item> items(String stdout) {
        return ((Items) Listing.of(new Output(stdout, "", 0), LINES)).items();
    }
}
