package dev.rollcall.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of its own that opens many streams, reads the first event of each, says so on standard output and then waits
 * to be killed.
 */
public final class ManyClients {
    private ManyClients() {}

    /** Arguments: address of the server, number of streams. */
    public static void main(String[] arguments) throws Exception {
        URI server = URI.create(arguments[0]);
        List<SseSocket> clients = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            SseSocket client = SseSocket.open(server, "/events");
            client.next("versions");
            clients.add(client);
        }
        System.out.println("connected " + clients.size());
        // Until standard input ends: with the process that started this one, at the latest.
        while (System.in.read() >= 0) {
            // Nothing is said there.
        }
    }

    /** Starts such a process and returns when all its streams are open. */
    public static Process start(URI server, int streams) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyClients.class.getName(),
                        server.toString(),
                        Integer.toString(streams))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = process.inputReader().readLine();
        if (!("connected " + streams).equals(said)) {
            process.destroyForcibly();
            throw new IllegalStateException("clients did not connect: " + said);
        }
        return process;
    }
}
