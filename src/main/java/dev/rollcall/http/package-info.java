/**
 * The serving wing's door: routes, the page, the API with its document ({@code openapi.json}), badges, the metrics, and who
 * stands in front of them: the verticle that listens, or a mount in somebody else's server.
 *
 * <p>Takes updates from the {@code bus} and hands them to the {@code hub}; opens an {@code sse} stream per client; asks {@code
 * history} about the past, and what it is given ({@link dev.rollcall.http.Details}) how an entry is asked about. Knows
 * nothing of how versions are collected.
 */
@NullMarked
package dev.rollcall.http;

import org.jspecify.annotations.NullMarked;
