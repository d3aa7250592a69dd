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
 * <p>This package is the composition root: {@link dev.rollcall.Rollcall} puts both wings up. {@code src/build/import-control.xml}
 * says who may import whom.
 */
@NullMarked
package dev.rollcall;

import org.jspecify.annotations.NullMarked;
