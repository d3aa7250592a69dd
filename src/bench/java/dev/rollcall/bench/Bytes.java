package dev.rollcall.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in byte arrays. The client reads each byte that a server sends, so it looks at eight of them at a time. */
final class Bytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_ONE = 0x0101010101010101L;
    private static final long EACH_TOP = 0x8080808080808080L;
    private static final long EACH_LINE_FEED = EACH_ONE * '\n';

    private Bytes() {}

    /** Where the next line feed is in {@code bytes[from, to)}; -1 when there is none. */
    static int lineFeed(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            // Zero where there is a line feed; and the lowest byte that was zero is the lowest that gets its top bit
            // set.
            long difference = (long) LONGS.get(bytes, at) ^ EACH_LINE_FEED;
            long found = (difference - EACH_ONE) & ~difference & EACH_TOP;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code bytes[from, to)} begins with {@code prefix} (US-ASCII). */
    static boolean startsWith(byte[] bytes, int from, int to, String prefix) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Behind the first {@code key} in {@code bytes[from, to)}; -1 when there is none. */
    static int after(byte[] bytes, int from, int to, String key) {
        for (int at = from; at <= to - key.length(); at++) {
            if (bytes[at] == key.charAt(0) && startsWith(bytes, at, to, key)) {
                return at + key.length();
            }
        }
        return -1;
    }

    /** The decimal number at {@code from}; 0 when there is no digit. */
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int at = from; at < to && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = 10 * number + bytes[at] - '0';
        }
        return number;
    }
}
