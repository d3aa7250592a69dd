package dev.rollcall.watch;

import dev.rollcall.probe.Command;
import java.util.HashSet;
import java.util.Set;

/**
 * What changed on the disk.
 *
 * @param commands to be run, for what stands behind them changed
 * @param lookAgain whether there may be other programs than before
 */
public record News(Set<Command> commands, boolean lookAgain) {
    static final News NONE = new News(Set.of(), false);

    /** Copies the set. */
    public News {
        commands = Set.copyOf(commands);
    }

    boolean isNone() {
        return commands.isEmpty() && !lookAgain;
    }

    News and(News other) {
        if (isNone() || other.isNone()) {
            return isNone() ? other : this;
        }
        Set<Command> both = new HashSet<>(commands);
        both.addAll(other.commands);
        return new News(both, lookAgain || other.lookAgain);
    }
}
