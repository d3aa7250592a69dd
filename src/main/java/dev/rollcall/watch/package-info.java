/**
 * What changes on the disk: watches every folder and link on the way to the executables behind commands, and tells which
 * commands a change concerns.
 *
 * <p>Beside {@code collect}, which runs them; runs nothing itself.
 */
@NullMarked
package dev.rollcall.watch;

import org.jspecify.annotations.NullMarked;
