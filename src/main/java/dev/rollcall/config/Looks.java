package dev.rollcall.config;

import dev.rollcall.config.Footprint.FileLook;
import dev.rollcall.config.Footprint.PatternLook;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at the disk for one reading, and remembers what it saw. One thread. */
final class Looks {
    private final Map<Footprint.Look, String> seen = new HashMap<>();

    /** Something that is there, but is not what it should be. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String rule;

        UnfitException(String found, String rule) {
            super(found);
            this.rule = rule;
        }

        String rule() {
            return rule;
        }
    }

    /**
     * A text.
     *
     * @param what what it should be, for a message
     * @throws IOException when it cannot be read
     * @throws UnfitException when it is too long, or no UTF-8
     */
    String text(Path file, int bytesMax, String what) throws IOException, UnfitException {
        FileLook look = new FileLook(file, bytesMax);
        byte[] bytes;
        try {
            bytes = look.read();
        } catch (IOException e) {
            seen.put(look, Footprint.reason(e));
            throw e;
        }
        seen.put(look, Footprint.digest(bytes));
        if (bytes.length > bytesMax) {
            String most = new ByteSize(bytesMax).toString();
            throw new UnfitException("more than " + most, "at most " + most + " of " + what);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnfitException("bytes that are not UTF-8", what + " in UTF-8");
        }
    }

    /** What a pattern finds, sorted by name. */
    List<Path> files(IncludePattern pattern) throws IOException {
        if (!pattern.hasWildcard()) {
            return pattern.files();
        }
        PatternLook look = new PatternLook(pattern);
        try {
            List<Path> files = pattern.files();
            seen.put(look, PatternLook.told(files));
            return files;
        } catch (IOException e) {
            seen.put(look, Footprint.reason(e));
            throw e;
        }
    }

    Footprint footprint() {
        return new Footprint(seen);
    }
}
