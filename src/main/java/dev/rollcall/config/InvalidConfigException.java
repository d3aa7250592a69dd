package dev.rollcall.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; says everything that is wrong with it at once. Nothing was changed by reading it. */
public class InvalidConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final transient List<Problem> problems;
    private final transient Footprint footprint;

    InvalidConfigException(String source, List<Problem> problems, Footprint footprint) {
        // Each change of a tree that is wrong in itself is told once.
        this.problems = problems.stream().distinct().sorted(inOrder(source)).toList();
        this.source = source;
        this.footprint = footprint;
    }

    /** What is wrong: the main file first, in the order of its lines, then the others. */
    public final List<Problem> problems() {
        return problems;
    }

    /** What was looked at until then: when none of it changes, the same would be said again. */
    public final Footprint footprint() {
        return footprint;
    }

    /** The problems, one a line, under a line with the main file and their number. */
    @Override
    public String getMessage() {
        return report("");
    }

    /**
     * The same, for the log or a terminal.
     *
     * @param consequence what it means, for example {@code "nothing was started"}; may be empty
     */
    public String report(String consequence) {
        String head = source + ": " + count() + (consequence.isEmpty() ? "" : ", " + consequence) + ':';
        return problems.stream()
                .map(problem -> problem.source().equals(source) ? problem.text() : problem.toString())
                .collect(Collectors.joining(System.lineSeparator() + "  ", head + System.lineSeparator() + "  ", ""));
    }

    private static Comparator<Problem> inOrder(String main) {
        return Comparator.comparing((Problem problem) -> !problem.source().equals(main))
                .thenComparing(Problem::source)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column);
    }

    private String count() {
        return problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    }
}
