/**
 * The conductor of the collecting wing: decides what is asked and when, applies the readings to the inventory and
 * publishes the changes.
 *
 * <p>Imports the rest of the wing ({@code catalogue}, {@code probe}) and the ground floor; knows no HTTP. Blocking work
 * runs on one named worker pool, everything else on the collector's event loop.
 */
@NullMarked
package dev.rollcall.collect;

import org.jspecify.annotations.NullMarked;
