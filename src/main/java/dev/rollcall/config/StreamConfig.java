package dev.rollcall.config;

import java.time.Duration;

/**
 * How the event stream behaves: section {@code stream}.
 *
 * @param time interval of the {@code time} event
 * @param retry centre of the random pause that a client is told to make before it reconnects
 * @param heartbeat a comment is sent when nothing else was for this long
 * @param clients most clients at once, in the whole process
 * @param clientsPerAddress most clients at once of one address
 * @param joins most new clients per second, in the whole process
 * @param filters most distinct choices of clients at once, in the whole process
 * @param lag a client that takes nothing for this long is closed
 * @param gzip whether clients that accept it get the stream compressed
 * @param direct whether frames go from memory into the socket past the HTTP server, where a connection allows it
 */
public record StreamConfig(
        Duration time,
        Duration retry,
        Duration heartbeat,
        int clients,
        int clientsPerAddress,
        int joins,
        int filters,
        Duration lag,
        boolean gzip,
        boolean direct) {
    static final Setting<Duration> TIME =
            new Setting<>("time", Duration.ofSeconds(1), Duration.ofMillis(100), Duration.ofHours(1));
    static final Setting<Duration> RETRY =
            new Setting<>("retry", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofHours(1));
    static final Setting<Duration> HEARTBEAT =
            new Setting<>("heartbeat", Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofHours(1));
    static final Setting<Integer> CLIENTS = new Setting<>("clients", 15_000, 1, 1_000_000);
    static final Setting<Integer> CLIENTS_PER_ADDRESS = new Setting<>("clientsPerAddress", 15_000, 1, 1_000_000);
    static final Setting<Integer> JOINS = new Setting<>("joins", 10_000, 1, 1_000_000);
    static final Setting<Integer> FILTERS = new Setting<>("filters", 200, 1, 100_000);
    static final boolean GZIP = true;
    static final boolean DIRECT = true;
    static final Setting<Duration> LAG =
            new Setting<>("lag", Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofHours(1));

    /** Checks each value against its bounds. */
    public StreamConfig {
        TIME.check(time);
        RETRY.check(retry);
        HEARTBEAT.check(heartbeat);
        CLIENTS.check(clients);
        CLIENTS_PER_ADDRESS.check(clientsPerAddress);
        JOINS.check(joins);
        FILTERS.check(filters);
        LAG.check(lag);
    }

    /** The same, but for what a server that was started with {@code running} cannot change any more. */
    StreamConfig startedWith(StreamConfig running) {
        return new StreamConfig(
                time, retry, heartbeat, clients, clientsPerAddress, joins, filters, lag, gzip, running.direct);
    }
}
