package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Keeps folded states so that a wake need not read a whole journal. A cache, never the truth:
 * losing it costs time, and one that does not match its entry is ignored. Thread-safe.
 */
public interface SnapshotCache {

  /** Returns the newest snapshot of a run, if there is one of this kernel version. */
  Optional<Snapshot> load(RunId run, int kernelVersion);

  /**
   * Keeps a snapshot: replaces the core, adds the increments to those kept before. Does not wait,
   * and may be lost. If {@code snapshot} neither begins anew nor follows the one that is kept, that
   * one is dropped and {@code snapshot} is not kept: better no snapshot than one with a hole in it.
   */
  void save(RunId run, int kernelVersion, Snapshot snapshot);

  /**
   * A folded state.
   *
   * @param sequence of the last entry that is in it
   * @param hash of that entry
   * @param after sequence of the snapshot that its increments follow; 0 if they hold everything
   *     since the run began, as they always do when loaded
   * @param core the bounded part of the state
   * @param increments the growing part: on saving one, what is new; on loading all, in order
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Snapshot(long sequence, Digest hash, long after, byte[] core, List<byte[]> increments) {
    public Snapshot {
      increments = List.copyOf(increments);
    }
  }
}
