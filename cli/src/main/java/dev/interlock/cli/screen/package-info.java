/**
 * What a terminal shows: colour, columns, indented JSON, a story, a report. Must not live here:
 * anything that reads a journal or asks something of a run.
 */
@NullMarked
package dev.interlock.cli.screen;

import org.jspecify.annotations.NullMarked;
