package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.inventory.Entry;
import dev.rollcall.inventory.EntryKey;
import dev.rollcall.inventory.Removal;
import dev.rollcall.inventory.Status;
import dev.rollcall.inventory.Subject;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private static final EntryKey KEY = new EntryKey("web1", "nginx");
    private static final Entry ENTRY =
            new Entry(new Subject(KEY, "nginx", "Web"), "1", Status.OK, Instant.EPOCH, Instant.EPOCH, null, null, 1);

    @ParameterizedTest
    @CsvSource({
        "'', '', '', true, true",
        "nginx, '', '', true, true",
        "php|nginx, '', '', true, true",
        "php, '', '', false, false",
        "NGINX, '', '', false, false",
        "'', web1, '', true, true",
        "'', web2, '', false, false",
        "nginx, web2, '', false, false",
        "nginx, web1, Web, true, true",
        "'', '', Web, true, true",
        // Of what was removed the category is not known: everybody is told.
        "'', '', Data, false, true",
        "php, '', Web, false, false",
    })
    void passesWhatEachOfItsNamesAllows(
            String packages, String hosts, String categories, boolean entry, boolean removal) {
        Filter filter = new Filter(names(packages), names(hosts), names(categories));

        assertThat(filter.passes(ENTRY)).isEqualTo(entry);
        assertThat(filter.passes(new Removal(KEY, 2))).isEqualTo(removal);
    }

    @Test
    void isAllOnlyWhenItLeavesNothingOut() {
        assertThat(new Filter(Set.of(), Set.of(), Set.of()).isAll()).isTrue();
        assertThat(new Filter(Set.of(), Set.of(), Set.of("Web")).isAll()).isFalse();
    }

    @Test
    void doesNotChangeWithTheSetsThatItWasMadeOf() {
        // given
        Set<String> names = new HashSet<>(Set.of("nginx"));
        Filter filter = new Filter(names, Set.of(), Set.of());

        // when
        names.clear();

        // then
        assertThat(filter.packages()).containsExactly("nginx");
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split("\\|")).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    }
}
