/**
 * Between the wings: one immutable message per batch of changes, from the collector to every event loop that serves, and
 * to whoever listens in a program around us.
 *
 * <p>Ground floor. The only package that knows the event bus and its address.
 */
@NullMarked
package dev.rollcall.bus;

import org.jspecify.annotations.NullMarked;
