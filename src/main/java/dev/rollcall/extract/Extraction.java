package dev.rollcall.extract;

import java.util.List;

/** A version, or why there is none; with the evidence. */
public sealed interface Extraction {

    /** What was looked at, best first. */
    List<Candidate> candidates();

    /** Why this is the answer, in words for people who look closer. */
    String why();

    /**
     * A version was read.
     *
     * @param version as the program writes it, without a leading {@code v} and without the distribution's suffix
     */
    record Version(String version, String why, List<Candidate> candidates) implements Extraction {
        /** Copies the list. */
        public Version {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * There is none to read.
     *
     * @param cause in words for people; the same for outputs that fail alike
     */
    record None(String cause, String why, List<Candidate> candidates) implements Extraction {
        /** Copies the list. */
        public None {
            candidates = List.copyOf(candidates);
        }
    }
}
