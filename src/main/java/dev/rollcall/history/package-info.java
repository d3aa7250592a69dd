/**
 * Every change, written down before anyone sees it: when did that change, and what was it before?
 *
 * <p>Ground floor, between {@code inventory} and {@code bus}. One SQLite file. The {@code collect} wing records
 * through the {@link dev.rollcall.history.Recorder}, on one event loop; everybody reads through the {@link
 * dev.rollcall.history.Archive}. Blocking work happens on named workers of one thread each: one writes, one answers what an
 * index knows, one goes through much of the history. So no question to the past keeps a change waiting, nor a short one.
 */
@NullMarked
package dev.rollcall.history;

import org.jspecify.annotations.NullMarked;
