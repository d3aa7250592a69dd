/**
 * The door of the serving wing: what is about connections and not about requests. How many there may be, how long they may
 * wait, ask and take their answer; how the server listens; the certificate that it shows.
 *
 * <p>Stands before {@code http}, which listens through it, and knows nothing of what is asked for.
 */
@NullMarked
package dev.rollcall.door;

import org.jspecify.annotations.NullMarked;
