package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.util.Optional;

/** Does deeds for good before their outcomes are written down. */
final class ApartStore extends ForwardingDeeds {
  ApartStore(Store sound) {
    super(sound);
  }

  @Override
  Transaction instead(Transaction sound) {
    return new ForwardingTransaction(sound) {
      @Override
      public <T> Optional<T> handle(Class<T> type) {
        return Optional.empty();
      }
    };
  }
}
