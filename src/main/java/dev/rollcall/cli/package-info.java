/**
 * The command line: options, exit codes, signals. Stands on top of everything; nothing imports it.
 *
 * <p>Exit codes: 0 fine, 1 it could not run, 2 the configuration or the command line is wrong.
 */
@NullMarked
package dev.rollcall.cli;

import org.jspecify.annotations.NullMarked;
