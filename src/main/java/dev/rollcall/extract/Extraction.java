package dev.rollcall.extract;

/** A version, or why there is none. */
public sealed interface Extraction {

    /**
     * A version was read.
     *
     * @param version as the program writes it, without a leading {@code v}
     */
    record Version(String version) implements Extraction {}

    /**
     * There is none to read.
     *
     * @param cause in words for people; the same for outputs that fail alike
     */
    record None(String cause) implements Extraction {}
}
