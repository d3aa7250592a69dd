package dev.rollcall.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the figures come from. */
final class Machine {
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*: (.*)$");
    private static final Pattern MEMORY_KIBIBYTES = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB$");
    private static final double GIBIBYTE_IN_KIBIBYTES = 1 << 20;

    private Machine() {}

    /** The head of the report. */
    static String described(String command, String serverFlags, String leftOut) {
        return String.join(
                "\n",
                "# Benchmark",
                "",
                "- machine: " + cpu() + ", " + memory() + "; " + Cores.described(),
                circumstances(),
                "- command: " + command,
                "- JVM of the servers: " + serverFlags,
                "- left out, for they are not on the class path: " + leftOut,
                "- medians over the rounds; (×) is the ratio to the floor in the same rounds",
                "- distrust latencies and rates when \"others s\" is high, for then the core was not the server's alone; and"
                        + " rates when \"client %\" is near 100 and \"server %\" is not",
                "");
    }

    /** What a benchmark that holds nobody to a core says of where its figures come from. */
    static String unpinned() {
        return "- machine: " + cpu() + ", " + memory() + "\n" + circumstances();
    }

    private static String circumstances() {
        return "- system: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", JDK "
                + Runtime.version() + "\n- date: " + OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS)
                + ", load average before: " + Proc.read("/proc/loadavg").strip();
    }

    /** How many files a process may have open. */
    static long descriptorsMax() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
    }

    private static String cpu() {
        Matcher model = MODEL.matcher(Proc.read("/proc/cpuinfo"));
        return Runtime.getRuntime().availableProcessors() + " × "
                + (model.find() ? model.group(1) : System.getProperty("os.arch"));
    }

    private static String memory() {
        Matcher memory = MEMORY_KIBIBYTES.matcher(Proc.read("/proc/meminfo"));
        return memory.find()
                ? String.format(Locale.ROOT, "%.0f GiB", Long.parseLong(memory.group(1)) / GIBIBYTE_IN_KIBIBYTES)
                : "memory unknown";
    }
}
