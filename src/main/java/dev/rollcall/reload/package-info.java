/**
 * Keeps a running server in step with its configuration files: notices an edit, has it read whole, and hands it over.
 *
 * <p>Stands on {@code config} alone; whoever is handed a configuration ({@code Rollcall}) knows what to do with it. Files are
 * looked at, not watched: a mount may tell nothing.
 */
@NullMarked
package dev.rollcall.reload;

import org.jspecify.annotations.NullMarked;
