package dev.rollcall.history;

import java.time.Instant;

/** How the history is: what {@code /health/ready} and the page say of it. */
public sealed interface HistoryState {

    /** Every change is durable before anyone sees it. */
    record Recording() implements HistoryState {}

    /** As configured: what is known ends with the process. */
    record InMemory() implements HistoryState {}

    /**
     * The board goes on live; changes are not durable.
     *
     * @param reason why, one sentence for people
     * @param since when it began
     */
    record Degraded(String reason, Instant since) implements HistoryState {}

    /**
     * Every change is durable, and what was there before is not in this history any more.
     *
     * @param reason what became of it, one sentence for people
     * @param since when the new one began
     */
    record BegunAnew(String reason, Instant since) implements HistoryState {}
}
