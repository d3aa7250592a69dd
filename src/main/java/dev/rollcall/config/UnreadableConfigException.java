package dev.rollcall.config;

import java.util.List;

/** The main file cannot be read: it is not there, it is a folder, it may not be opened. */
public final class UnreadableConfigException extends InvalidConfigException {
    private static final long serialVersionUID = 1L;

    private final String said;

    UnreadableConfigException(String source, String reason, Footprint footprint) {
        super(source, List.of(new Problem(source, "", 0, 0, reason, "a file that can be read")), footprint);
        this.said = source + ": " + reason;
    }

    /** The file and why it cannot be read, in one line. */
    @Override
    public String report(String consequence) {
        return said + (consequence.isEmpty() ? "" : ", " + consequence);
    }
}
