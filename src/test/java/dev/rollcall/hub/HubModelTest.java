package dev.rollcall.hub;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random sequences against a model. One that fails says its seed; {@code -Dhub.model.seed=…} runs that one alone.
 */
class HubModelTest {
    private static final long BASE_SEED = 20_261_122;
    private static final int SEQUENCES = 600;
    private static final int STEPS = 100;
    private static final int STEPS_SHOWN = 12;

    @Test
    void everyClientThatDoesNotLagKnowsWhatItChoseToKnowWhateverHappens() {
        Long one = Long.getLong("hub.model.seed");
        LongStream seeds = one == null ? LongStream.range(BASE_SEED, BASE_SEED + SEQUENCES) : LongStream.of(one);
        seeds.forEach(HubModelTest::run);
    }

    private static void run(long seed) {
        HubModel model = new HubModel(seed);
        try {
            for (int i = 0; i < STEPS; i++) {
                model.step();
            }
            model.end();
        } catch (AssertionError | RuntimeException e) {
            List<String> log = model.log.subList(Math.max(0, model.log.size() - STEPS_SHOWN), model.log.size());
            String last = String.join("\n  ", log);
            throw new AssertionError(
                    "seed %d (-Dhub.model.seed=%d), step %d: %s%n  %s"
                            .formatted(seed, seed, model.log.size(), e.getMessage(), last),
                    e);
        }
    }
}
