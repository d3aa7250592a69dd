package dev.rollcall.config;

/**
 * A configuration that was read, and where it came from. Immutable.
 *
 * @param config all of it, valid
 * @param footprint everything on the disk that it depends on
 * @param effective each setting with its origin
 */
public record Loaded(RollcallConfig config, Footprint footprint, Effective effective) {}
