package dev.rollcall.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What became of processes, whoever their parent is. */
public final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final int LOOKS_MAX = 250;
    private static final int LOOK_MILLIS = 20;

    private Processes() {}

    /** Whether this process has ended or ends within some seconds. */
    public static boolean end(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid);
        if (handle.isEmpty()) {
            return true;
        }
        CompletableFuture<ProcessHandle> exit = handle.get().onExit();
        for (int look = 0; look < LOOKS_MAX; look++) {
            // Nobody's child is a zombie until process 1 cares for it, which in a container may be never.
            if (isZombie(pid)) {
                return true;
            }
            try {
                exit.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException notYet) {
                // Looks again.
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
        return false;
    }

    /** The living processes that have {@code text} in their command line. */
    public static List<Long> withArgument(String text) throws IOException {
        List<Long> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (read(process.resolve("cmdline")).contains(text)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        }
        return found;
    }

    /** Ends what a failing test has left, by its process id. */
    public static void destroy(List<Long> pids) {
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static boolean isZombie(long pid) {
        String stat = read(PROC.resolve(pid + "/stat"));
        return stat.startsWith(") Z", stat.lastIndexOf(')'));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
