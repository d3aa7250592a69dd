package dev.rollcall.probe;

/**
 * One output stream of a command.
 *
 * @param text its beginning, as far as it was kept; bytes that are not UTF-8 are replaced
 * @param bytesTotal how many bytes the command wrote
 * @param complete whether all of it was kept
 */
public record Captured(String text, long bytesTotal, boolean complete) {}
