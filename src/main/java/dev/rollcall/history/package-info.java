/**
 * Every change, written down before anyone sees it: when did that change, and what was it before?
 *
 * <p>Ground floor, between {@code inventory} and {@code bus}. One SQLite file. The {@code collect} wing records
 * through the {@link dev.rollcall.history.Recorder}, on one event loop; everybody reads through the {@link
 * dev.rollcall.history.Archive}. Blocking work happens on two named workers, one that writes and one that reads, so that no
 * question to the past keeps a change waiting.
 */
@NullMarked
package dev.rollcall.history;

import org.jspecify.annotations.NullMarked;
