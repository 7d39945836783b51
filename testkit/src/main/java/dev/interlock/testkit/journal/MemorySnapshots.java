package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.testkit.journal.MemoryRun.Kept;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Snapshots on a disk in memory: written without a sync, so that a crash can lose them. */
final class MemorySnapshots implements SnapshotCache {
  private final MemoryStore store;
  private final MemoryDisk disk;
  private final MemoryProcess process;

  MemorySnapshots(MemoryStore store, MemoryDisk disk, MemoryProcess process) {
    this.store = store;
    this.disk = disk;
    this.process = process;
  }

  @Override
  public Optional<Snapshot> load(RunId run, int kernelVersion) {
    return store.read(() ->
        Optional.ofNullable(disk.runs.get(run))
            .map(known -> known.snapshot)
            .filter(kept -> kept.kernelVersion() == kernelVersion)
            .map(Kept::whole));
  }

  @Override
  public void save(RunId run, int kernelVersion, Snapshot snapshot) {
    store.writeLater(() -> {
      var known = disk.runs.get(run);
      if (known == null) return;
      var before = known.snapshot;
      known.snapshot = next(before, kernelVersion, snapshot);
      disk.changed(process, () -> known.snapshot = before);
    });
  }

  private static @Nullable Kept next(@Nullable Kept kept, int kernelVersion, Snapshot snapshot) {
    if (snapshot.after() == 0) return new Kept(kernelVersion, snapshot, null);
    var follows =
        kept != null
            && kept.kernelVersion() == kernelVersion
            && kept.newest().sequence() == snapshot.after();
    return follows ? new Kept(kernelVersion, snapshot, kept) : null;
  }
}
