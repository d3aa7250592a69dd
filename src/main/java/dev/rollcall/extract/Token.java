package dev.rollcall.extract;

/**
 * A piece of a line that has the shape of a version.
 *
 * @param start where it begins, behind its mark
 * @param end behind its last character as printed, the distribution's suffix included
 * @param version what would be given
 * @param numbers how many numbers with dots between them it begins with
 * @param mark what stands glued before it
 */
record Token(int start, int end, String version, int numbers, Mark mark) {

    /** What stands glued before a token. */
    sealed interface Mark {
        /** How many characters it takes. */
        int length();
    }

    /** Nothing: a blank, a bracket, the start of the line. */
    record Alone() implements Mark {
        @Override
        public int length() {
            return 0;
        }
    }

    /** A letter that says "version": v1.2, r1.2. */
    record Letter(char letter) implements Mark {
        @Override
        public int length() {
            return 1;
        }
    }

    /** A word: go1.19.8. */
    record Name(String name) implements Mark {
        @Override
        public int length() {
            return name.length();
        }
    }

    /** Where its mark begins. */
    int markStart() {
        return start - mark.length();
    }

    boolean isSingleNumber() {
        return numbers == 1;
    }
}
