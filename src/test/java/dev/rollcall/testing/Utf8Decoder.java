package dev.rollcall.testing;

import java.util.function.IntConsumer;

/**
 * The UTF-8 decoder of the WHATWG Encoding standard (8.1.1) with a leading byte order mark stripped: what a browser reads
 * an event stream with. Takes one byte at a time. Java's own decoder replaces some wrong sequences by fewer U+FFFD.
 */
final class Utf8Decoder {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final IntConsumer codePoints;
    private boolean begun;
    private int codePoint;
    private int bytesNeeded;
    private int lowest = 0x80;
    private int highest = 0xBF;

    /** Hands each code point to {@code codePoints}. */
    Utf8Decoder(IntConsumer codePoints) {
        this.codePoints = codePoints;
    }

    void feed(byte next) {
        int octet = next & 0xFF;
        if (bytesNeeded == 0) {
            first(octet);
        } else if (octet < lowest || octet > highest) {
            expectNothing();
            emit(REPLACEMENT);
            // The byte that does not fit may begin another character.
            first(octet);
        } else {
            lowest = 0x80;
            highest = 0xBF;
            codePoint = codePoint << 6 | octet & 0x3F;
            if (--bytesNeeded == 0) {
                emit(codePoint);
            }
        }
    }

    private void first(int octet) {
        if (octet <= 0x7F) {
            emit(octet);
        } else if (octet >= 0xC2 && octet <= 0xDF) {
            expect(1, octet & 0x1F);
        } else if (octet >= 0xE0 && octet <= 0xEF) {
            expect(2, octet & 0x0F);
            // Neither overlong forms nor surrogates.
            lowest = octet == 0xE0 ? 0xA0 : 0x80;
            highest = octet == 0xED ? 0x9F : 0xBF;
        } else if (octet >= 0xF0 && octet <= 0xF4) {
            expect(3, octet & 0x07);
            // Neither overlong forms nor what is beyond U+10FFFF.
            lowest = octet == 0xF0 ? 0x90 : 0x80;
            highest = octet == 0xF4 ? 0x8F : 0xBF;
        } else {
            emit(REPLACEMENT);
        }
    }

    private void expect(int bytes, int highBits) {
        bytesNeeded = bytes;
        codePoint = highBits;
    }

    private void expectNothing() {
        bytesNeeded = 0;
        lowest = 0x80;
        highest = 0xBF;
    }

    private void emit(int decoded) {
        if (begun || decoded != BYTE_ORDER_MARK) {
            codePoints.accept(decoded);
        }
        begun = true;
    }
}
