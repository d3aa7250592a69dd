package dev.rollcall.vitals;

import java.util.Arrays;

/** Where another thread stands, in the form that logs know. Never thrown. */
final class ThreadStack extends Exception {
    private static final long serialVersionUID = 1;
    private static final int FRAMES_MAX = 50;

    ThreadStack(StackTraceElement[] frames) {
        super("where it stands", null, false, true);
        setStackTrace(Arrays.copyOf(frames, Math.min(frames.length, FRAMES_MAX)));
    }
}
