package dev.rollcall.cli;

import dev.rollcall.config.CollectConfig;
import dev.rollcall.probe.CommandRunner;
import dev.rollcall.probe.RunAs;
import dev.rollcall.probe.SearchPath;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends what a command of ours runs when the process is told to end (Ctrl-C, SIGTERM), so that no child is left behind.
 * Closed by the thread that waits for the runs, when they have returned.
 */
final class OneRun implements AutoCloseable {
    /** Ending a tree takes some 20 ms, and no more than 50 passes of a few. */
    private static final long ENDING_MILLIS_MAX = 3_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private final CommandRunner runner;

    OneRun(CommandRunner runner) {
        this.runner = runner;
        this.hook = new Thread(this::end, "rollcall-end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs commands as the server would, with the same rights; what is wrong with those is told with each command. */
    static CommandRunner runner(CollectConfig collect) {
        return new CommandRunner(
                SearchPath.of(System.getenv()),
                System.getenv(),
                () -> Math.toIntExact(collect.output().bytes()),
                RunAs.of(() -> Optional.ofNullable(collect.user()), warning -> {}));
    }

    private void end() {
        runner.close();
        try {
            boolean unused = ended.await(ENDING_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        runner.close();
        ended.countDown();
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The hook is what closed it.
        }
    }
}
