/**
 * Whether this process is well: its event loops turn, no thread is stuck, none waits for one that waits for it.
 *
 * <p>Ground floor. {@link dev.rollcall.vitals.Vitals} is what others ask; it is kept up to date by verticles of its own, one
 * per event loop, and by a thread that takes part in nothing else.
 */
@NullMarked
package dev.rollcall.vitals;

import org.jspecify.annotations.NullMarked;
