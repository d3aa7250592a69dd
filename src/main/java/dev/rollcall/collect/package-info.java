/**
 * The conductor of the collecting wing: decides what is asked and when, applies the readings to the inventory and
 * publishes the changes.
 *
 * <p>Imports the rest of the wing ({@code installs}, {@code watch}, {@code catalogue}, {@code probe}) and the ground floor;
 * knows no HTTP. Commands run on one named worker pool, looks at the disk on another, everything else on the collector's
 * event loop.
 */
@NullMarked
package dev.rollcall.collect;

import org.jspecify.annotations.NullMarked;
