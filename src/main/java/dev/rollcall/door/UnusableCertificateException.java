package dev.rollcall.door;

/** A certificate or its key cannot be used. The message names setting and file, for people. */
public final class UnusableCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message) {
        super(message);
    }
}
