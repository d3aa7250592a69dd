/**
 * The state: which version of which package stands on which host, and since when.
 *
 * <p>Ground floor, without Vert.x: {@code collect} applies {@linkplain dev.rollcall.inventory.Reading readings} to the
 * {@link dev.rollcall.inventory.Inventory}, everybody else reads immutable
 * {@linkplain dev.rollcall.inventory.Snapshot snapshots}.
 */
@NullMarked
package dev.rollcall.inventory;

import org.jspecify.annotations.NullMarked;
