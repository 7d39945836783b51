package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;

/** Keeps what a deed has done although it failed. */
final class StickyStore extends ForwardingDeeds {
  StickyStore(Store sound) {
    super(sound);
  }

  @Override
  Transaction instead(Transaction sound) {
    return new ForwardingTransaction(sound) {
      @Override
      public void rollBack() {}
    };
  }
}
