/**
 * The command line, one class per verb. Read {@link dev.interlock.cli.Program} first, then {@link
 * dev.interlock.cli.RunVerb}.
 *
 * <p>Lives here: reading what was typed, following a run, exit codes. Must not live here: anything
 * that the embedding API cannot do.
 */
@NullMarked
package dev.interlock.cli;

import org.jspecify.annotations.NullMarked;
