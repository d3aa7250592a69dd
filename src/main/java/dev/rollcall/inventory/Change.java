package dev.rollcall.inventory;

import org.jspecify.annotations.Nullable;

/**
 * An entry went from one state to another.
 *
 * @param before the state until now, or null when the entry is new
 * @param after the new state; its {@code seq} is the number of this change
 */
public record Change(@Nullable Entry before, Entry after) {}
