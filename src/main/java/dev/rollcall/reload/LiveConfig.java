package dev.rollcall.reload;

import dev.rollcall.config.ConfigState;
import dev.rollcall.config.ConfigState.Applied;
import dev.rollcall.config.ConfigState.Refused;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.config.Takeover;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The configuration by which a server runs now, how it stands with its files, and what came of edits. Any thread. */
public final class LiveConfig implements Supplier<RollcallConfig> {
    private final LongAdder applied = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile RollcallConfig config;
    private volatile ConfigState state;

    /** Begins with {@code first}, taken at {@code now}. */
    public LiveConfig(RollcallConfig first, Instant now) {
        this.config = first;
        this.state = new Applied(now, List.of());
    }

    /** What everything that can change runs by; ask for it whenever it is needed. */
    @Override
    public RollcallConfig get() {
        return config;
    }

    /** How it stands with the configuration. */
    public ConfigState state() {
        return state;
    }

    /** Edits that were taken. */
    public long applied() {
        return applied.sum();
    }

    /** Edits that could not be used. */
    public long refused() {
        return refused.sum();
    }

    /**
     * Goes on by {@code wanted}, but for what waits for a restart.
     *
     * @return what it goes on by
     */
    public synchronized Takeover take(RollcallConfig wanted, Instant now) {
        Takeover takeover = Takeover.of(config, wanted);
        config = takeover.config();
        state = new Applied(now, takeover.postponed());
        return takeover;
    }

    void countApplied() {
        applied.increment();
    }

    /** What was not in force when {@code told} was noted is so after all; nothing when something else was noted since. */
    synchronized void takeBack(ConfigState told, Takeover takeover, Instant now) {
        if (state.equals(told)) {
            state = new Applied(now, takeover.postponed());
        }
    }

    /** Notes that an edit cannot be used. The same as before has its beginning when that began. */
    synchronized void refuse(List<String> problems, Instant now) {
        boolean same = state instanceof Refused before && before.problems().equals(problems);
        if (!same) {
            state = new Refused(now, problems);
        }
        refused.increment();
    }
}
