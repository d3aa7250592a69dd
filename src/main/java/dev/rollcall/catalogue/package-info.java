/**
 * The packages that Rollcall knows how to ask without being told: data, read from a file in the jar.
 *
 * <p>End of the collecting wing; imports nothing of ours.
 */
@NullMarked
package dev.rollcall.catalogue;

import org.jspecify.annotations.NullMarked;
