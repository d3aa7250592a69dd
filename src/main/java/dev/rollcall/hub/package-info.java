/**
 * Fans the state out to any number of clients: one {@link dev.rollcall.hub.Hub} per event loop, frames shared by all.
 *
 * <p>Serving wing: called by {@code http}, writes to {@code sse}. Knows no bus and no routes; it is handed snapshots.
 */
@NullMarked
package dev.rollcall.hub;

import org.jspecify.annotations.NullMarked;
