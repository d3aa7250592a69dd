package dev.rollcall.http;

import dev.rollcall.bus.UpdateBus;
import dev.rollcall.config.RollcallConfig;
import dev.rollcall.hub.Frames;
import dev.rollcall.hub.Places;
import dev.rollcall.inventory.Snapshot;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What the HTTP verticles of a process share.
 *
 * @param config how to listen and to stream
 * @param state the state now
 * @param bus brings the updates
 * @param frames encodes each event once
 * @param places how many clients there may be
 * @param readiness what {@code /health/ready} says
 * @param clock the server's clock
 * @param port the port that is listened on, once a verticle has started
 */
public record Serving(
        RollcallConfig config,
        Supplier<Snapshot> state,
        UpdateBus bus,
        Frames frames,
        Places places,
        Readiness readiness,
        Clock clock,
        AtomicInteger port) {}
