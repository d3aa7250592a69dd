package dev.rollcall.extract;

/**
 * What a command that ended by itself left behind.
 *
 * @param stdout standard output, perhaps only its beginning
 * @param stderr standard error, perhaps only its beginning
 * @param exit exit code
 */
public record Output(String stdout, String stderr, int exit) {}
