package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;

/** Acknowledges late answers and throws them away. */
final class DeafStore extends ForwardingStore {
  DeafStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public boolean request(RunId run, RequestId id, byte[] request) {
        return id.text().startsWith("late-") || super.request(run, id, request);
      }
    };
  }
}
