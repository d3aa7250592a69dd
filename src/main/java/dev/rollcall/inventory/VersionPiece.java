package dev.rollcall.inventory;

/**
 * One piece of a {@link VersionKey}.
 *
 * @param kind decides first
 * @param text decides among pieces of one kind: digits without leading zeros, the rank of a stage, or a word; empty for marks
 */
record VersionPiece(Kind kind, String text) implements Comparable<VersionPiece> {
    static final VersionPiece TILDE = new VersionPiece(Kind.TILDE, "");
    static final VersionPiece DASH = new VersionPiece(Kind.DASH, "");
    static final VersionPiece PLUS = new VersionPiece(Kind.PLUS, "");

    /**
     * What a piece is, the earliest first. This is the order of Debian (deb-version(7)) as far as that sees a difference; it
     * knows no stages, and puts words behind numbers everywhere, where RPM puts them before.
     */
    enum Kind {
        /** Before everything, even the end. */
        TILDE,
        /** A word for what comes before a release: rc. */
        STAGE,
        /** The end, or what separates a version from its revision or build: 6.9.11-60. Below a number, as 1.2-5 is before 1.2.1. */
        DASH,
        /** A word that adds to the version: 9.2p1, 1.0.2u. */
        WORD,
        /** Opens what was added or built: 1.2+dfsg, 26+35. */
        PLUS,
        /** Another number: 1.2.1 is after all that 1.2 can have. */
        NUMBER,
        /** A word where a number could stand first behind a mark or stage: 1.2-ubuntu1, 1.2+dfsg, alpha.beta. */
        HEADWORD
    }

    /** A number without its leading zeros, so that the longer one is the greater. */
    static VersionPiece number(String significantDigits) {
        return new VersionPiece(Kind.NUMBER, significantDigits);
    }

    /** By kind, then numbers by their value and the others by their text. */
    @Override
    public int compareTo(VersionPiece other) {
        int byKind = kind.compareTo(other.kind);
        if (byKind != 0) {
            return byKind;
        }
        boolean asNumber = kind == Kind.NUMBER && text.length() != other.text.length();
        return asNumber ? Integer.compare(text.length(), other.text.length()) : text.compareTo(other.text);
    }
}
