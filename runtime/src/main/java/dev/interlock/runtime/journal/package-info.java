/**
 * The journal: its shape on disk, its guarantees, and the seam behind which stores stand.
 *
 * <p>Lives here: the service interface ({@link dev.interlock.runtime.journal.Store} and its parts),
 * the codec that turns events into bytes, and the hash chain. Must not live here: any particular
 * database. Read {@link dev.interlock.runtime.journal.Journal} first.
 */
@NullMarked
package dev.interlock.runtime.journal;

import org.jspecify.annotations.NullMarked;
