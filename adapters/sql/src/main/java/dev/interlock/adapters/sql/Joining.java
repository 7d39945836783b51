package dev.interlock.adapters.sql;

import dev.interlock.runtime.journal.Journal.Deed;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A deed in a savepoint of the group's transaction, and the append of what came of it. If the deed
 * makes SQLite roll the whole transaction back, it is not done again: its body is told, and records
 * that.
 */
final class Joining implements GroupCommit.Work<Long> {
  private final Deed deed;
  private final RunLocks locks;
  private final SharedDatabaseConnections shared;
  private @Nullable String refusal;

  Joining(Deed deed, RunLocks locks, SharedDatabaseConnections shared) {
    this.deed = deed;
    this.locks = locks;
    this.shared = shared;
  }

  /**
   * @throws DeedFailedException if the body threw; what it did is taken back
   * @throws TransactionLostException if nothing is left of the transaction
   */
  @Override
  public Long in(Session session) throws SQLException {
    var _ = Appending.check(session, locks, deed.run(), deed.epoch(), deed.conditions());
    session.beginDeed();
    var joint = new Joint(session);
    var write = body(session, joint);
    joint.end(session);
    return new Appending(write, locks).in(session);
  }

  private Write body(Session session, Joint joint) throws SQLException {
    try {
      return deed.body().apply(joint);
    } catch (RuntimeException | Error surprise) { // whatever a tool's surroundings throw
      joint.rollBack();
      joint.end(session);
      throw new DeedFailedException(surprise);
    }
  }

  /** The body of a deed threw this. */
  static final class DeedFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeedFailedException(Throwable cause) {
      super(cause);
    }
  }

  private final class Joint implements Transaction {
    private final JoinedConnection joined;
    private boolean rolledBack;

    Joint(Session session) {
      joined = new JoinedConnection(session);
    }

    @Override
    public <T> Optional<T> handle(Class<T> type) {
      if (type != Connection.class || refusal != null) return Optional.empty();
      try {
        return Optional.of(type.cast(joined.lend()));
      } catch (SQLException lent) {
        throw new IllegalStateException(lent);
      }
    }

    @Override
    public <T> T on(Supplier<T> work) {
      return shared.with(joined, work);
    }

    @Override
    public void rollBack() {
      rolledBack = true;
    }

    @Override
    public Optional<String> refusal() {
      return Optional.ofNullable(refusal);
    }

    void end(Session session) throws SQLException {
      joined.end();
      if (joined.lost()) {
        refusal = "one of its statements broke the transaction; nothing of it is left";
        throw new TransactionLostException(refusal);
      }
      if (!rolledBack && session.breaksForeignKeys()) {
        refusal = "what it left behind breaks a foreign key; nothing of it is left";
        throw new TransactionLostException(refusal);
      }
      if (rolledBack) session.rollBackDeed();
      session.endDeed();
    }
  }
}
