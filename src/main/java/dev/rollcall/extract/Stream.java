package dev.rollcall.extract;

/** One of a command's two output streams. */
public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR
}
