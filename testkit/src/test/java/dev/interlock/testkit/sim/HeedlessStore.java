package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;

/** Writes permits down whatever switches were thrown since they were judged. */
final class HeedlessStore extends ForwardingStore {
  HeedlessStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public void append(Write write) {
        var asked = write.conditions();
        var heedless = new Conditions(asked.lastSequence(), null, asked.drained());
        super.append(
            new Write(
                write.run(),
                write.epoch(),
                write.entries(),
                heedless,
                write.summary(),
                write.payloads()));
      }
    };
  }
}
