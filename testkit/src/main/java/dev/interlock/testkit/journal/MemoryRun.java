package dev.interlock.testkit.journal;

import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal.Head;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a disk holds of one run. */
final class MemoryRun {
  /** In which order runs were made. */
  final int number;

  final List<SealedEntry> entries = new ArrayList<>();
  final Map<RequestId, byte[]> letters = new LinkedHashMap<>();
  final Set<RequestId> drained = new HashSet<>();
  long epoch;
  @Nullable RunSummary summary;
  @Nullable Kept snapshot;

  MemoryRun(int number) {
    this.number = number;
  }

  Head head() {
    return entries.isEmpty()
        ? new Head(epoch, 0, Digest.NONE)
        : new Head(epoch, entries.getLast().sequence(), entries.getLast().hash());
  }

  /**
   * The snapshot that is kept.
   *
   * @param newest whose core counts
   * @param before what was kept before the newest was added to it; null if that began anew
   */
  record Kept(int kernelVersion, Snapshot newest, @Nullable Kept before) {

    /** Returns the snapshot with all increments since the run began. */
    Snapshot whole() {
      var parts = new ArrayList<List<byte[]>>();
      for (@Nullable Kept part = this; part != null; part = part.before) {
        parts.addFirst(part.newest.increments());
      }
      var increments = parts.stream().flatMap(List::stream).toList();
      return new Snapshot(newest.sequence(), newest.hash(), 0, newest.core(), increments);
    }
  }
}
