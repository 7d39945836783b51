package dev.interlock.adapters.sql;

import dev.interlock.kernel.run.RequestId;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.StaleEpochException;
import java.sql.SQLException;
import java.util.Objects;

/**
 * One append: first every check, then every row. A check that fails throws before a row is changed;
 * that is what lets the rest of the group go on.
 */
record Appending(Write write, RunLocks locks) implements GroupCommit.Work<Long> {

  /** Returns the sequence of the run's last entry. */
  @Override
  public Long in(Session session) throws SQLException {
    var row =
        Runs.find(session, write.run())
            .orElseThrow(() -> new StaleEpochException("nobody has owned run " + write.run()));
    requireOwned(row);
    requireNext(row);
    requireKillVersion(session);
    for (var id : write.conditions().drained()) requireUndrained(session, row.id(), id);

    for (var entry : write.entries()) insert(session, row.id(), entry);
    for (var id : write.conditions().drained()) drain(session, row.id(), id);
    insertPayloads(session);
    Runs.stand(session, row, write.summary());
    if (write.entries().isEmpty()) return row.sequence();
    var last = write.entries().getLast();
    Runs.moveHead(session, row.id(), last.sequence(), last.hash());
    return last.sequence();
  }

  private void requireOwned(Runs.Row row) {
    if (row.epoch() != write.epoch()) {
      throw new StaleEpochException(
          "run " + write.run() + " is in epoch " + row.epoch() + ", not " + write.epoch());
    }
    if (!locks.drives(row.id(), write.epoch())) {
      throw new StaleEpochException(
          "this process has let go of run " + write.run() + " in epoch " + write.epoch());
    }
  }

  private void requireNext(Runs.Row row) {
    var expected = write.conditions().lastSequence();
    if (row.sequence() != expected) {
      throw new StaleEpochException(
          "run " + write.run() + " ends at entry " + row.sequence() + ", not " + expected);
    }
  }

  private void requireKillVersion(Session session) throws SQLException {
    var judgedAt = write.conditions().killVersion();
    if (judgedAt == null) return;
    var version = SqliteSwitchboard.version(session);
    if (!Objects.equals(judgedAt, version)) {
      throw new ConditionFailedException(
          "the switches are of version " + version + ", the write was judged at " + judgedAt);
    }
  }

  private void requireUndrained(Session session, long run, RequestId id) throws SQLException {
    var lies =
        session.first(
            "SELECT 1 FROM inbox WHERE run = ? AND request_id = ? AND drained = 0",
            rows -> rows.getInt(1),
            run,
            id.text());
    if (lies.isEmpty()) {
      throw new ConditionFailedException(
          "letter " + id.text() + " does not lie in the inbox of run " + write.run());
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
