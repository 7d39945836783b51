/**
 * Stores for tests: one in memory with a disk that can lose what was not synced, and the guarantees
 * that every store is held to.
 *
 * <p>Lives here: {@link dev.interlock.testkit.journal.MemoryStore} on a {@link
 * dev.interlock.testkit.journal.MemoryDisk}, and {@link
 * dev.interlock.testkit.journal.JournalConformance}. Must not live here: anything that knows what
 * an event means. Read {@link dev.interlock.testkit.journal.MemoryDisk} first.
 */
@NullMarked
package dev.interlock.testkit.journal;

import org.jspecify.annotations.NullMarked;
