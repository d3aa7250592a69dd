/**
 * Asks one package on one host: runs a command under limits and makes a reading of what it printed.
 *
 * <p>Collecting wing, without Vert.x: everything here blocks and is called on a worker. Calls {@code extract}, gives
 * {@link dev.rollcall.inventory.Reading readings}, and remembers in {@link dev.rollcall.probe.RunBook} how the last runs went.
 */
@NullMarked
package dev.rollcall.probe;

import org.jspecify.annotations.NullMarked;
