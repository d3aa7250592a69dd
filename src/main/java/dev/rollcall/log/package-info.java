/**
 * The form of a log line: one event, its values as {@code key=value}, each on the one line whatever is in it.
 *
 * <p>Ground floor. {@link dev.rollcall.log.Value} is what log statements use; {@link dev.rollcall.log.JsonLines} is named by
 * {@code conf/logback.xml} alone.
 */
@NullMarked
package dev.rollcall.log;

import org.jspecify.annotations.NullMarked;
