package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.sse.Coding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void whoSaysNothingGetsEverythingAsItIs() {
        assertThat(List.of(EventType.values())).allMatch(Choice.PLAIN::wants);
        assertThat(Choice.PLAIN.filter().isAll()).isTrue();
        assertThat(Choice.PLAIN.deltas()).isEqualTo(Deltas.ON);
        assertThat(Choice.PLAIN.coding()).isEqualTo(Coding.IDENTITY);
    }

    @Test
    void theSameChoiceMadeTwiceIsOneHoweverItWasWritten() {
        Choice one = choice(EnumSet.of(EventType.TIME, EventType.BYE), Set.of("a", "b"));
        Choice other = choice(EnumSet.of(EventType.BYE, EventType.TIME), Set.of("b", "a"));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    }

    @Test
    void doesNotChangeWithTheSetThatItWasMadeOf() {
        // given
        Set<EventType> events = EnumSet.of(EventType.TIME);
        Choice choice = choice(events, Set.of());

        // when
        events.add(EventType.BYE);

        // then
        assertThat(choice.wants(EventType.BYE)).isFalse();
        assertThat(choice.wants(EventType.TIME)).isTrue();
    }

    private static Choice choice(Set<EventType> events, Set<String> packages) {
        return new Choice(new Filter(packages, Set.of(), Set.of()), events, Deltas.ON, Coding.IDENTITY);
    }
}
