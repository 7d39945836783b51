package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.runtime.journal.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** A transaction of the shadow's own, beside no journal. */
record Deed(Connection connection) implements Transaction {

  @Override
  public <T> Optional<T> handle(Class<T> type) {
    return type.isInstance(connection) ? Optional.of(type.cast(connection)) : Optional.empty();
  }

  @Override
  public <T> T on(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException gone) {
      throw new IllegalStateException("the shadow could not be rolled back", gone);
    }
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }
}
