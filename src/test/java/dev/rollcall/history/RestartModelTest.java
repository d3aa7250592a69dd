package dev.rollcall.history;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random lives against a plain account of what clients know. One that fails says its seed; {@code -Drestart.model.seed=…} runs
 * that one alone.
 */
class RestartModelTest {
    private static final long BASE_SEED = 20_261_123;
    private static final int SEQUENCES = 250;
    private static final int STEPS = 80;
    private static final int STEPS_SHOWN = 25;

    @Test
    void whoeverComesBackIsLevelHoweverManyRestartsAndFailuresThereWereMeanwhile() throws Exception {
        Long one = Long.getLong("restart.model.seed");
        LongStream seeds = one == null ? LongStream.range(BASE_SEED, BASE_SEED + SEQUENCES) : LongStream.of(one);
        for (long seed : seeds.toArray()) {
            run(seed);
        }
    }

    private static void run(long seed) throws Exception {
        try (RestartModel model = new RestartModel(seed)) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    model.step();
                }
                model.end();
            } catch (AssertionError | RuntimeException e) {
                List<String> log = model.log.subList(Math.max(0, model.log.size() - STEPS_SHOWN), model.log.size());
                throw new AssertionError(
                        "seed %d (-Drestart.model.seed=%d), step %d: %s%n  %s"
                                .formatted(seed, seed, model.log.size(), e.getMessage(), String.join("\n  ", log)),
                        e);
            }
        }
    }
}
