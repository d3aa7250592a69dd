package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.Coding;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiltersTest {
    private final Filters filters = new Filters(2);

    @Test
    void refusesTheChoiceThatIsOneTooMany() {
        assertThat(filters.take(choice("a"))).isTrue();
        assertThat(filters.take(choice("b"))).isTrue();

        assertThat(filters.take(choice("c"))).isFalse();
    }

    @Test
    void aChoiceThatIsThereAlreadyTakesNoMoreRoomForTheNextHub() {
        // given
        filters.take(choice("a"));
        filters.take(choice("b"));

        // then
        assertThat(filters.take(choice("a"))).isTrue();
        assertThat(filters.take(choice("b"))).isTrue();
    }

    @Test
    void aChoiceKeepsItsRoomUntilTheLastHubHasNobodyLeftWhoMadeIt() {
        // given
        filters.take(choice("a"));
        filters.take(choice("a"));
        filters.take(choice("b"));

        // when
        filters.leave(choice("a"));

        // then
        assertThat(filters.take(choice("c"))).isFalse();

        // when
        filters.leave(choice("a"));

        // then
        assertThat(filters.take(choice("c"))).isTrue();
    }

    @Test
    void aRefusalTakesNoRoom() {
        // given
        filters.take(choice("a"));
        filters.take(choice("b"));
        filters.take(choice("c"));

        // when
        filters.leave(choice("b"));

        // then
        assertThat(filters.take(choice("d"))).isTrue();
        assertThat(filters.take(choice("e"))).isFalse();
    }

    @Test
    void choicesThatDifferOnlyInTheirCodingAreTwo() {
        filters.take(choice("a"));
        filters.take(new Choice(choice("a").filter(), Choice.PLAIN.events(), Deltas.ON, Coding.GZIP));

        assertThat(filters.take(choice("b"))).isFalse();
    }

    private static Choice choice(String packageName) {
        Filter filter = new Filter(Set.of(packageName), Set.of(), Set.of());
        return new Choice(filter, Choice.PLAIN.events(), Deltas.ON, Coding.IDENTITY);
    }

    @Test
    void isNeverTooManyForWhoWantsEverything() {
        Filters filters = new Filters(1);
        Choice narrow = new Choice(
                new Filter(Set.of("nginx"), Set.of(), Set.of()), Choice.PLAIN.events(), Deltas.ON, Coding.IDENTITY);

        assertThat(filters.take(narrow)).isTrue();
        assertThat(filters.take(Choice.PLAIN)).isTrue();
        filters.leave(Choice.PLAIN);
        assertThat(filters.take(Choice.PLAIN)).isTrue();
    }
}
