package dev.rollcall.config;

/**
 * A number of bytes, written in the file with its unit ({@code "64KiB"}).
 *
 * @param bytes the number, zero or more
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {

    /** Refuses a negative size. */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: found " + bytes + "; must not be negative");
        }
    }

    /** {@code kibibytes} × 1,024 bytes. */
    public static ByteSize ofKiB(long kibibytes) {
        return new ByteSize(kibibytes * 1024);
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    @Override
    public String toString() {
        if (bytes > 0 && bytes % (1024 * 1024) == 0) {
            return bytes / (1024 * 1024) + "MiB";
        }
        return bytes > 0 && bytes % 1024 == 0 ? bytes / 1024 + "KiB" : bytes + "B";
    }
}
