package dev.rollcall.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections the operating system lets this process have. A process that has no descriptor left can neither accept
 * nor start a command nor write its history, so some are left for all else. Thread-safe.
 */
final class OpenFiles {
    private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);

    /** For commands, the history and the JVM; a quarter where there are few. */
    private static final int RESERVE = 1_000;

    private static final int RESERVED_PART = 4;

    private final long descriptorsMax;
    private final AtomicBoolean warned = new AtomicBoolean();

    OpenFiles(long descriptorsMax) {
        this.descriptorsMax = descriptorsMax;
    }

    /** Those of this process; no limit is known where the system is not a Unix. */
    static OpenFiles ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? new OpenFiles(unix.getMaxFileDescriptorCount())
                : new OpenFiles(Long.MAX_VALUE);
    }

    /** {@code configured}, or as many as there can be; says once that these are fewer. */
    int atMost(int configured) {
        long possible = Math.max(1, descriptorsMax - Math.min(RESERVE, descriptorsMax / RESERVED_PART));
        if (configured <= possible) {
            return configured;
        }
        if (warned.compareAndSet(false, true)) {
            log.warn(
                    "http.limits.connections is more than this process may have open; the smaller counts"
                            + " configured={} possible={} descriptors={}; raise it with ulimit -n or LimitNOFILE=",
                    configured,
                    possible,
                    descriptorsMax);
        }
        return Math.toIntExact(possible);
    }
}
