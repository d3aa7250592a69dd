package dev.rollcall.bench;

import dev.rollcall.bench.Trace.Task;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How the page ran for a while.
 *
 * @param name what happened meanwhile
 * @param changes how many came
 * @param gapMillis between one frame that the page asked for and the next, the shortest first
 * @param longTaskMillis what the browser itself calls long tasks
 * @param heapBytesBefore of scripts, after a collection of garbage
 */
record PagePhase(
        String name,
        int changes,
        Trace trace,
        List<Double> gapMillis,
        List<Double> longTaskMillis,
        long heapBytesBefore,
        long heapBytesAfter) {
    static final String HEAD = """
            | page | changes | longest task ms | longest CPU ms | tasks > 50 ms | of CPU | long tasks | frames | longest ms | p99 ms | > 50 ms | dropped | heap MiB |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|""";

    private static final double MEBIBYTE = 1 << 20;

    /** What was heard of the page and read from {@code trace}. */
    static PagePhase of(String name, int changes, Trace trace, Map<?, ?> probe, long heapBefore, long heapAfter) {
        List<Double> gaps = PageProbe.numbers(probe, "gaps");
        return new PagePhase(name, changes, trace, gaps, PageProbe.numbers(probe, "long"), heapBefore, heapAfter);
    }

    /** A line of the table. */
    String line() {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %d | %d | %d | %d | %.1f | %.1f | %d | %d | %.1f → %.1f |",
                name,
                changes,
                longest(Task::millis),
                longest(Task::cpuMillis),
                over(trace.tasks().stream().map(Task::millis).toList()),
                over(trace.tasks().stream().map(Task::cpuMillis).toList()),
                longTaskMillis.size(),
                gapMillis.size(),
                at(1),
                at(0.99),
                over(gapMillis),
                trace.droppedFrames(),
                heapBytesBefore / MEBIBYTE,
                heapBytesAfter / MEBIBYTE);
    }

    private double longest(ToDoubleFunction<Task> measure) {
        return trace.tasks().stream().mapToDouble(measure).max().orElse(Double.NaN);
    }

    private double at(double share) {
        return gapMillis.isEmpty() ? Double.NaN : gapMillis.get((int) Math.ceil(share * (gapMillis.size() - 1)));
    }

    private static long over(List<Double> millis) {
        return millis.stream().filter(one -> one > PageProbe.LONG_MILLIS).count();
    }
}
