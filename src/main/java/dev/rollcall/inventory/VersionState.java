package dev.rollcall.inventory;

import org.jspecify.annotations.Nullable;

/**
 * What makes two states of an entry different ones to somebody who asks what is installed.
 *
 * @param version the last good version, or null
 * @param status what is known
 */
public record VersionState(@Nullable String version, Status status) {}
