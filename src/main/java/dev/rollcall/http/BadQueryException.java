package dev.rollcall.http;

/** The query of a request says something that cannot be done. */
final class BadQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    BadQueryException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** What is wrong, for the client. */
    String sentence() {
        return sentence;
    }
}
