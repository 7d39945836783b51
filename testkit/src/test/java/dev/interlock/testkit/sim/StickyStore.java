package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps what a deed has done although it failed. */
final class StickyStore extends ForwardingStore {
  StickyStore(Store sound) {
    super(sound);
  }

  @Override
  public Journal journal() {
    return new ForwardingJournal(super.journal()) {
      @Override
      public void perform(Deed deed) {
        super.perform(
            new Deed(
                deed.run(),
                deed.epoch(),
                deed.conditions(),
                transaction -> deed.body().apply(sticky(transaction))));
      }
    };
  }

  private static Transaction sticky(Transaction sound) {
    return new Transaction() {
      @Override
      public <T> Optional<T> handle(Class<T> type) {
        return sound.handle(type);
      }

      @Override
      public <T> T on(Supplier<T> work) {
        return sound.on(work);
      }

      @Override
      public void rollBack() {}

      @Override
      public Optional<String> refusal() {
        return sound.refusal();
      }
    };
  }
}
