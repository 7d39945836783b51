package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A store whose deeds are done in a transaction that is another one, but for what is overridden.
 */
abstract class ForwardingDeeds extends ForwardingStore {
  ForwardingDeeds(Store sound) {
    super(sound);
  }

  /** Returns what a deed gets in place of its transaction. */
  abstract Transaction instead(Transaction sound);

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
                transaction -> deed.body().apply(instead(transaction))));
      }
    };
  }

  /** A transaction that is another one, but for what is overridden. */
  static class ForwardingTransaction implements Transaction {
    private final Transaction sound;

    ForwardingTransaction(Transaction sound) {
      this.sound = sound;
    }

    @Override
    public <T> Optional<T> handle(Class<T> type) {
      return sound.handle(type);
    }

    @Override
    public <T> T on(Supplier<T> work) {
      return sound.on(work);
    }

    @Override
    public void rollBack() {
      sound.rollBack();
    }

    @Override
    public Optional<String> refusal() {
      return sound.refusal();
    }
  }
}
