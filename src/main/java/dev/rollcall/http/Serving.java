package dev.rollcall.http;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.config.ConfigState;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.door.Door;
import dev.rollcall.history.Archive;
import dev.rollcall.history.HistoryState;
import dev.rollcall.hub.Hub;
import dev.rollcall.inventory.Snapshot;
import dev.rollcall.sse.WriterNotice;
import dev.rollcall.vitals.Vitals;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What the HTTP verticles of a process share.
 *
 * @param config how to listen and to stream, as it is now: it may change, so ask for it whenever it is needed
 * @param state the state now
 * @param details what is told of one entry alone
 * @param archive the past
 * @param answers what it said lately
 * @param summaries the state now, in numbers
 * @param bus brings the updates
 * @param history how it stands with the history; any thread
 * @param configuration how it stands with the configuration; any thread
 * @param hubs what the hubs of the verticles share
 * @param writers says which way streams take to the socket
 * @param metrics what {@code /metrics} says now; any thread
 * @param vitals what {@code /health/live} says
 * @param readiness what {@code /health/ready} says
 * @param clock the server's clock
 * @param port the port that is listened on, once a verticle has started
 * @param door who may be connected
 */
public record Serving(
        Supplier<RollcallConfig> config,
        Supplier<Snapshot> state,
        Details details,
        Archive archive,
        SharedAnswers answers,
        Summaries summaries,
        UpdateBus bus,
        Supplier<HistoryState> history,
        Supplier<ConfigState> configuration,
        Hub.Shared hubs,
        WriterNotice writers,
        Supplier<String> metrics,
        Vitals vitals,
        Readiness readiness,
        Clock clock,
        AtomicInteger port,
        Door door) {}
