package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel says in {@code /proc} (proc(5)). What is not there, or no longer, counts as 0. Any thread. */
final class Proc {
    private static final Pattern RSS_KIBIBYTES = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final Pattern TCP_PAGES = Pattern.compile("(?m)^TCP:.* mem (\\d+)$");
    private static final Pattern SCHEDULED_NANOS = Pattern.compile("^(\\d+) ");
    private static final Pattern CPU_FIELDS = Pattern.compile(" +");

    private static final int KIBIBYTE = 1024;
    private static final int PAGE_BYTES = 4096;
    private static final long TICK_NANOS = 10_000_000;
    private static final int KERNEL_THREADS_PID_MAX = 200;

    private Proc() {}

    /** Memory of a process that is in RAM. Not from {@code statm}, whose pages are of a size that Java cannot ask for. */
    static long rssBytes(long pid) {
        return KIBIBYTE * number(RSS_KIBIBYTES, read("/proc/" + pid + "/status"));
    }

    /** Kernel memory in the buffers of all TCP sockets of this machine, those of others included. */
    static long tcpBytes() {
        return PAGE_BYTES * number(TCP_PAGES, read("/proc/net/sockstat"));
    }

    /** CPU time of one thread, given by its folder; only what was charged to it at the last switch or tick. */
    static long scheduledNanos(String folder) {
        return number(SCHEDULED_NANOS, read(folder + "/schedstat"));
    }

    /** Time that a core was busy with anything, counted in ticks. */
    static long busyNanos(int core) {
        for (String line : read("/proc/stat").split("\n")) {
            if (line.startsWith("cpu" + core + " ")) {
                String[] ticks = CPU_FIELDS.split(line);
                // user, nice, system; then idle and iowait, which are not busy; irq, softirq.
                return TICK_NANOS * (sum(ticks, 1, 3) + sum(ticks, 6, 7));
            }
        }
        return 0;
    }

    /** The folder of the kernel thread that takes over a core's network work when there is much, when it is in sight. */
    static Optional<String> networkThread(int core) {
        for (int pid = 2; pid < KERNEL_THREADS_PID_MAX; pid++) {
            String folder = "/proc/" + pid;
            if (read(folder + "/comm").equals("ksoftirqd/" + core + "\n")) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** The whole of a small file, or nothing. */
    static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Not there, or a process that ended while it was read.
            return "";
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private static long sum(String[] fields, int from, int to) {
        long sum = 0;
        for (int i = from; i <= to; i++) {
            sum += Long.parseLong(fields[i]);
        }
        return sum;
    }
}
