package dev.interlock.runtime.journal;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The transaction of the journal that a deed takes part in. Good until the deed's body returns;
 * what is done through it later is refused.
 */
public interface Transaction {

  /**
   * Returns what the deed is done with, as a {@link java.sql.Connection}; empty if the store has no
   * such thing. What is done with it is in the same transaction as the entries.
   */
  <T> Optional<T> handle(Class<T> type);

  /**
   * Does something on this thread, on which {@link Store#dataSource} gives out this transaction's
   * connection meanwhile.
   */
  <T> T on(Supplier<T> work);

  /** Takes back everything that was done with the handle. */
  void rollBack();

  /**
   * Why nothing may be done in it, as an earlier try of the same deed broke the transaction; empty
   * if the deed may be done.
   */
  Optional<String> refusal();
}
