/**
 * First step of the flow: one JSON file, what it includes and the command line become validated records.
 *
 * <p>Ground floor: both wings read these records, and this package imports nothing of ours. A configuration that exists
 * is valid: each record checks itself, and {@link dev.rollcall.config.ConfigSource} says everything that is wrong at once.
 *
 * <p>The steps of one reading: {@code Includes} parses the files and follows their names, {@code References} puts variables
 * and secrets in place, {@code Merge} makes one tree, {@link dev.rollcall.config.Assignment} lays the command line over it, {@code
 * Sections} makes the records. {@link dev.rollcall.config.Footprint} is what all that depended on.
 */
@NullMarked
package dev.rollcall.config;

import org.jspecify.annotations.NullMarked;
