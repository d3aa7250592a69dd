/**
 * What is installed where: finds the executables of the catalogue's packages on this machine, keeps several installs of one
 * apart, and names them.
 *
 * <p>Beside {@code collect}, which plans by it; looks on the disk, runs nothing.
 */
@NullMarked
package dev.rollcall.installs;

import org.jspecify.annotations.NullMarked;
