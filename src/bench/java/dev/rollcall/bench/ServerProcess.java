package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A contender that listens, in a JVM of its own on the servers' core. */
final class ServerProcess implements AutoCloseable {
    private static final int START_SECONDS_MAX = 30;

    private final JavaProcess process;
    private final int port;

    private ServerProcess(JavaProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on a free port, and waits until it listens. */
    static ServerProcess start(Contender contender, List<String> flags, Path log)
            throws IOException, InterruptedException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        JavaProcess process =
                JavaProcess.start(Cores.SERVER, flags, List.of(contender.mainClass(), "--port", "0"), log, line -> {
                    if (line.startsWith(Contract.LISTENING)) {
                        port.complete(Integer.valueOf(line.substring(Contract.LISTENING.length())));
                    }
                });
        process.handle().onExit().thenRun(() -> port.completeExceptionally(new IOException("it ended")));
        try {
            return new ServerProcess(process, port.get(START_SECONDS_MAX, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            process.close();
            throw new IOException(contender.name() + " does not listen, see " + log, e);
        } catch (InterruptedException e) {
            process.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    boolean alive() {
        return process.alive();
    }

    ProcessHandle handle() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}
