package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.runtime.journal.Store;

/** Lets a driver that was taken over believe that it goes on. */
final class UnfencedStore extends ForwardingStore {
  UnfencedStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public void append(Write write) {
        try {
          super.append(write);
        } catch (StaleEpochException _) {
          // As if the epoch had been the right one.
        }
      }
    };
  }
}
