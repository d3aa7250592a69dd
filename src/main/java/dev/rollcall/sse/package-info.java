/**
 * Server-Sent Events as the WHATWG HTML standard has them (section 9.2): framing, and one open stream on an HTTP response.
 *
 * <p>End of the serving wing; knows nothing of ours and could be used by anybody.
 */
@NullMarked
package dev.rollcall.sse;

import org.jspecify.annotations.NullMarked;
