package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Keeps folded states so that a wake need not read a whole journal. A cache, never the truth: losing
 * it costs time, and one that does not match its entry is ignored. Thread-safe.
 */
public interface SnapshotCache {

  /** Returns the newest snapshot of a run, if there is one of this kernel version. */
  Optional<Snapshot> load(RunId run, int kernelVersion);

  /**
   * Keeps a snapshot: replaces the core, adds the increment to those kept before. May be lost. If
   * {@code snapshot} does not follow the one that is kept, the old increments are dropped and the
   * snapshot is ignored unless it begins anew ({@link Snapshot#first}).
   */
  void save(RunId run, int kernelVersion, Snapshot snapshot);

  /**
   * A folded state.
   *
   * @param sequence of the last entry that is in it
   * @param hash of that entry
   * @param first whether its increments hold everything since the run began
   * @param core the bounded part of the state
   * @param increments the growing part: on saving one, what is new; on loading all, in order
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Snapshot(long sequence, Digest hash, boolean first, byte[] core, List<byte[]> increments) {
    public Snapshot {
      increments = List.copyOf(increments);
    }
  }
}
