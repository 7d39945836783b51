/**
 * The journal on SQLite: one file, one writing thread, one sync for all that wait.
 *
 * <p>Lives here: the tables, the group commit, and the locks that say which process drives a run.
 * Must not live here: a decision, or a word about what the entries mean. Read {@link
 * dev.interlock.adapters.sql.GroupCommit} first, then {@link dev.interlock.adapters.sql.Appending}.
 */
@NullMarked
package dev.interlock.adapters.sql;

import org.jspecify.annotations.NullMarked;
