/**
 * Interlock from end to end, with real parts where a user has real parts: a model server over HTTP,
 * tool processes with a log of their own, the SQLite file, the command line.
 *
 * <p>Lives here: what a user may meet, and that each of it ends in the status and the exit code of
 * the contract. Must not live here: what one room can test alone. Read {@link
 * dev.interlock.cli.endtoend.Desk} first, then MisbehavingModelTest.
 */
@NullMarked
package dev.interlock.cli.endtoend;

import org.jspecify.annotations.NullMarked;
