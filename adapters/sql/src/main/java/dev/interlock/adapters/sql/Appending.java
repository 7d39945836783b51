package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal.Conditions;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.StaleEpochException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One append: first every check, then every row. A check that fails throws before a row is changed;
 * that is what lets the rest of the group go on.
 */
record Appending(Write write, RunLocks locks) implements GroupCommit.Work<Long> {

  /** Returns the sequence of the run's last entry. */
  @Override
  public Long in(Session session) throws SQLException {
    var row = check(session, locks, write.run(), write.epoch(), write.conditions());
    for (var entry : write.entries()) insert(session, row.id(), entry);
    for (var id : write.conditions().drained()) drain(session, row.id(), id);
    insertPayloads(session);
    Runs.stand(session, row, write.summary());
    if (write.entries().isEmpty()) return row.sequence();
    var last = write.entries().getLast();
    Runs.moveHead(session, row.id(), last.sequence(), last.hash());
    return last.sequence();
  }

  /**
   * Checks that a driver may write what it wants to.
   *
   * @throws StaleEpochException if it does not drive the run any more
   * @throws ConditionFailedException if one of the other conditions does not hold
   */
  static Runs.Row check(
      Session session, RunLocks locks, RunId run, long epoch, Conditions conditions)
      throws SQLException {
    var row =
        Runs.find(session, run)
            .orElseThrow(() -> new StaleEpochException("nobody has owned run " + run));
    if (row.epoch() != epoch) {
      throw new StaleEpochException(
          "run " + run + " is in epoch " + row.epoch() + ", not " + epoch);
    }
    if (!locks.drives(row.id(), epoch)) {
      throw new StaleEpochException("this process has let go of run " + run + " in epoch " + epoch);
    }
    var expected = conditions.lastSequence();
    if (row.sequence() != expected) {
      throw new StaleEpochException(
          "run " + run + " ends at entry " + row.sequence() + ", not " + expected);
    }
    requireKillVersion(session, conditions.killVersion());
    for (var id : conditions.drained()) requireUndrained(session, run, row.id(), id);
    return row;
  }

  private static void requireKillVersion(Session session, @Nullable Long judgedAt)
      throws SQLException {
    if (judgedAt == null) return;
    var version = SqliteSwitchboard.version(session);
    if (!Objects.equals(judgedAt, version)) {
      throw new ConditionFailedException(
          "the switches are of version " + version + ", the write was judged at " + judgedAt);
    }
  }

  private static void requireUndrained(Session session, RunId named, long run, RequestId id)
      throws SQLException {
    var lies =
        session.first(
            "SELECT 1 FROM inbox WHERE run = ? AND request_id = ? AND drained = 0",
            rows -> rows.getInt(1),
            run,
            id.text());
    if (lies.isEmpty()) {
      throw new ConditionFailedException(
          "letter " + id.text() + " does not lie in the inbox of run " + named);
    }
  }

  private static void insert(Session session, long run, SealedEntry entry) throws SQLException {
    session.change(
        "INSERT INTO entries (place, at, type, body, hash) VALUES (?, ?, ?, ?, ?)",
        Columns.place(run, entry.sequence()),
        Columns.micros(entry.at()),
        entry.type(),
        entry.body(),
        Columns.bytes(entry.hash()));
  }

  private static void drain(Session session, long run, RequestId id) throws SQLException {
    session.change(
        "UPDATE inbox SET drained = 1, body = x'' WHERE run = ? AND request_id = ?",
        run,
        id.text());
  }

  private void insertPayloads(Session session) throws SQLException {
    for (var payload : write.payloads().entrySet()) {
      session.change(
          "INSERT INTO payloads (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
          Columns.bytes(payload.getKey()),
          payload.getValue());
    }
  }
}
