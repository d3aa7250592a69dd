package dev.rollcall.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.config.ConfigReader;
import dev.rollcall.config.InvalidConfigException;
import dev.rollcall.config.StreamConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int JOINS = 10;
    private static final int MANY = 1000;
    private static final String ADDRESS = "192.0.2.1";

    private long nanos;

    @Test
    void givesNoMorePlacesThanThereAre() {
        // given
        Places places = Places.of(3, MANY, () -> nanos);

        // then
        assertThat(takeAll(places)).isEqualTo(3);
        assertThat(places.taken()).isEqualTo(3);

        // when
        places.leave(ADDRESS);

        // then
        assertThat(takeAll(places)).isEqualTo(1);
    }

    @ParameterizedTest
    // System.nanoTime() may begin anywhere, also shortly before it goes over.
    @ValueSource(longs = {0, 1, -1, -5_000_000_000L, Long.MAX_VALUE - 500_000_000L, Long.MIN_VALUE})
    void letsInWhatOneSecondAllowsAtOnceAndTheOthersEvenly(long beginning) {
        // given
        nanos = beginning;
        Places places = Places.of(MANY, JOINS, () -> nanos);

        // then
        assertThat(takeAll(places)).isEqualTo(JOINS);

        for (int i = 0; i < 3 * JOINS; i++) {
            // when
            nanos += SECOND / JOINS - 1;

            // then
            assertThat(places.take(ADDRESS).isEmpty()).isFalse();

            // when
            nanos += 1;

            // then
            assertThat(takeAll(places)).isEqualTo(1);
        }
    }

    @Test
    void savesNoMoreThanOneSecondUp() {
        // given
        Places places = Places.of(MANY, JOINS, () -> nanos);
        takeAll(places);

        // when
        nanos += 100 * SECOND;

        // then
        assertThat(takeAll(places)).isEqualTo(JOINS);

        // when
        nanos += SECOND / 2;

        // then
        assertThat(takeAll(places)).isEqualTo(JOINS / 2);
    }

    @Test
    void aRefusalUsesUpNeitherThePlacesNorTheRate() {
        // given
        Places full = Places.of(1, JOINS, () -> nanos);
        full.take(ADDRESS);

        // when
        for (int i = 0; i < MANY; i++) {
            assertThat(full.take(ADDRESS).isEmpty()).isFalse();
        }
        full.leave(ADDRESS);

        // then
        assertThat(full.take(ADDRESS).isEmpty()).isTrue();

        // given
        Places hurried = Places.of(MANY, JOINS, () -> nanos);
        takeAll(hurried);

        // when
        for (int i = 0; i < MANY; i++) {
            assertThat(hurried.take(ADDRESS).isEmpty()).isFalse();
        }
        nanos += SECOND / JOINS;

        // then
        assertThat(hurried.take(ADDRESS).isEmpty()).isTrue();
        assertThat(hurried.taken()).isEqualTo(JOINS + 1);
    }

    @Test
    void givesAnAddressItsShareAndOthersTheirs() throws Exception {
        // given
        Places places = configured(5, 2);

        // then
        assertThat(places.take("a")).isEmpty();
        assertThat(places.take("a")).isEmpty();
        assertThat(places.take("a")).contains(Refusal.ADDRESS);
        assertThat(places.take("b")).isEmpty();
        assertThat(places.taken()).isEqualTo(3);

        // when
        places.leave("a");

        // then
        assertThat(places.take("a")).isEmpty();
        assertThat(places.take("b")).isEmpty();
        assertThat(places.take("c")).isEmpty();
        assertThat(places.take("d")).contains(Refusal.BUSY);
    }

    @Test
    void remembersNoAddressThatHasNoClients() throws Exception {
        // given
        Places places = configured(50, 3);
        Random random = new Random(1);
        List<String> here = new ArrayList<>();

        for (int i = 0; i < 20_000; i++) {
            // when
            if (random.nextInt(3) > 0) {
                String address = "192.0.2." + random.nextInt(40);
                boolean room = here.size() < 50 && Collections.frequency(here, address) < 3;
                assertThat(places.take(address).isEmpty()).isEqualTo(room);
                if (room) {
                    here.add(address);
                }
            } else if (!here.isEmpty()) {
                places.leave(here.remove(random.nextInt(here.size())));
            }

            // then
            assertThat(places.taken()).isEqualTo(here.size());
            assertThat(places.addresses()).isEqualTo(new HashSet<>(here).size());
        }

        // when
        here.forEach(places::leave);

        // then
        assertThat(places.taken()).isZero();
        assertThat(places.addresses()).isZero();
    }

    private Places configured(int clients, int perAddress) throws InvalidConfigException {
        StreamConfig config = new ConfigReader(name -> true)
                        .read(
                                "test",
                                "{\"stream\": {\"clients\": %d, \"clientsPerAddress\": %d, \"joins\": 1000000}}"
                                        .formatted(clients, perAddress))
                        .stream();
        return new Places(() -> config, () -> nanos);
    }

    private static int takeAll(Places places) {
        int taken = 0;
        while (places.take(ADDRESS).isEmpty()) {
            taken++;
        }
        return taken;
    }
}
