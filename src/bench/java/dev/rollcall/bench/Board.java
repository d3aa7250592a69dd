package dev.rollcall.bench;

/** Where all streams find the tally of the phase that is under way. Any thread. */
final class Board {
    private volatile Tally tally = new Tally(0, 0);

    Tally tally() {
        return tally;
    }

    /** Begins to count anew: {@code broadcasts} of them, numbered from {@code firstSequence}. */
    Tally begin(long firstSequence, int broadcasts) {
        Tally begun = new Tally(firstSequence, broadcasts);
        tally = begun;
        return begun;
    }
}
