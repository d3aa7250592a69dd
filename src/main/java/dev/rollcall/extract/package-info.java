/**
 * Reads the version out of whatever a command printed.
 *
 * <p>End of the collecting wing, without Vert.x and without anything of ours: text in, version or reason out, so that
 * recorded outputs and live ones take the same way.
 */
@NullMarked
package dev.rollcall.extract;

import org.jspecify.annotations.NullMarked;
