package dev.rollcall.http;

import dev.rollcall.hub.Hub;
import dev.rollcall.sse.SseStreams;

/**
 * Where streams of one event loop begin.
 *
 * @param hub takes the clients
 * @param streams opens their streams
 */
record Entrance(Hub hub, SseStreams streams) {}
