/**
 * The command line, one class per verb. Must not live here: anything that the embedding API cannot
 * do.
 */
@NullMarked
package dev.interlock.cli;

import org.jspecify.annotations.NullMarked;
