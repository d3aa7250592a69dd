package dev.rollcall.sse;

/** How the bytes of a stream are coded on their way: {@code Content-Encoding}. */
public enum Coding {
    /** As they are. */
    IDENTITY {
        @Override
        public Frame head() {
            return Frame.NOTHING;
        }

        @Override
        public Frame shared(Frame plain) {
            return plain;
        }

        @Override
        public Frame single(Frame plain) {
            return plain;
        }
    },
    /** Compressed once for all: see {@link GzipBlocks}. */
    GZIP {
        @Override
        public Frame head() {
            return GzipBlocks.HEADER;
        }

        @Override
        public Frame shared(Frame plain) {
            return new Frame(GzipBlocks.deflated(plain.bytes()));
        }

        @Override
        public Frame single(Frame plain) {
            return new Frame(GzipBlocks.stored(plain.bytes()));
        }
    };

    /** What a stream begins with, before its first frame. */
    public abstract Frame head();

    /** {@code plain} as it is sent to many: worth some work. */
    public abstract Frame shared(Frame plain);

    /** {@code plain} as it is sent to one client alone: short, and not worth any. */
    public abstract Frame single(Frame plain);

    /**
     * Gzip where the client takes it (RFC 9110, 12.5.3), plain otherwise; whether it would like something else better is not
     * asked.
     *
     * @param acceptEncoding the header's value, which may come from anybody
     */
    public static Coding acceptedBy(String acceptEncoding) {
        for (String item : acceptEncoding.split(",", -1)) {
            String[] parts = item.split(";", -1);
            String name = parts[0].strip();
            if (name.equalsIgnoreCase("gzip") || name.equalsIgnoreCase("x-gzip")) {
                return parts.length > 1 && isZero(parts[1].strip()) ? IDENTITY : GZIP;
            }
        }
        return IDENTITY;
    }

    /** {@code q=0}, {@code q=0.0} and so on: what the client does not take. */
    private static boolean isZero(String weight) {
        return weight.matches("(?i)q\\s*=\\s*0(\\.0*)?");
    }
}
