/**
 * Rollcall: which version of which software runs where, right now, and since when.
 *
 * <pre>
 * config ──► collect ──► probe ──► extract          the collecting wing
 *               │
 *           inventory ──► history                   the state, and every change of it, durable
 *               │
 *              bus                                  one immutable message per batch
 *               │
 *             http ──► hub ──► sse ──► sockets      the serving wing
 * </pre>
 *
 * <p>This package is the composition root: {@link dev.rollcall.Rollcall} puts both wings up, as a server or inside another
 * program. What such a program uses is public API: {@code Rollcall}, the records of {@code config} and {@code inventory}, and
 * {@link dev.rollcall.bus.Subscription}; all else may change. {@code src/build/import-control.xml}
 * says who may import whom.
 */
@NullMarked
package dev.rollcall;

import org.jspecify.annotations.NullMarked;
