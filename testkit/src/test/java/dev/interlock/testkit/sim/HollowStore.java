package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.runtime.journal.Store;
import java.util.Optional;

/** Gives back the first increment of a snapshot alone. */
final class HollowStore extends ForwardingStore {
  HollowStore(Store sound) {
    super(sound);
  }

  @Override
  public SnapshotCache snapshots() {
    var sound = super.snapshots();
    return new SnapshotCache() {
      @Override
      public Optional<Snapshot> load(RunId run, int kernelVersion) {
        return sound
            .load(run, kernelVersion)
            .map(whole ->
                new Snapshot(
                    whole.sequence(),
                    whole.hash(),
                    whole.after(),
                    whole.core(),
                    whole.increments().subList(0, 1)));
      }

      @Override
      public void save(RunId run, int kernelVersion, Snapshot snapshot) {
        sound.save(run, kernelVersion, snapshot);
      }
    };
  }
}
