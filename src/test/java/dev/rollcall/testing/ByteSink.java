package dev.rollcall.testing;

/** Takes decoded bytes one by one: decoders that are written so cannot depend on where a network cuts. */
@FunctionalInterface
interface ByteSink {
    void feed(byte next);
}
