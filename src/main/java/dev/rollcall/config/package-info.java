/**
 * First step of the flow: one JSON file becomes validated records.
 *
 * <p>Ground floor: both wings read these records, and this package imports nothing of ours. A configuration that exists
 * is valid: each record checks itself, and {@link dev.rollcall.config.ConfigReader} says everything that is wrong with
 * a file at once.
 */
@NullMarked
package dev.rollcall.config;

import org.jspecify.annotations.NullMarked;
