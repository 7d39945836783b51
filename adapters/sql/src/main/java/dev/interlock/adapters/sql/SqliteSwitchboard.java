package dev.interlock.adapters.sql;

import dev.interlock.runtime.journal.Switchboard;
import java.sql.SQLException;

/** The kill switches. The version is a row of its own, so that an append can check it cheaply. */
final class SqliteSwitchboard implements Switchboard {
  private final GroupCommit writer;
  private final Readers readers;

  SqliteSwitchboard(GroupCommit writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  static long version(Session session) throws SQLException {
    return session.first("SELECT version FROM board", rows -> rows.getLong(1)).orElseThrow();
  }

  @Override
  public Board read() {
    return readers.read(session -> {
      session.change("BEGIN"); // version and switches must be of one moment
      try {
        return board(session);
      } finally {
        session.change("COMMIT");
      }
    });
  }

  private static Board board(Session session) throws SQLException {
    var thrown =
        session.all(
            "SELECT kind, name, reason, by, last FROM switches ORDER BY kind, name",
            rows ->
                new Thrown(
                    Kind.valueOf(rows.getString(1)),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getString(4),
                    rows.getBoolean(5)));
    return new Board(version(session), thrown);
  }

  @Override
  public long stop(Thrown thrown) {
    return writer.write(session -> {
      session.change(
          "INSERT OR REPLACE INTO switches (kind, name, reason, by, last) VALUES (?, ?, ?, ?, ?)",
          thrown.kind().name(),
          thrown.name(),
          thrown.reason(),
          thrown.by(),
          thrown.last());
      return nextVersion(session);
    });
  }

  @Override
  public boolean allow(Kind kind, String name) {
    return writer.write(session -> {
      var taken =
          session.changed("DELETE FROM switches WHERE kind = ? AND name = ?", kind.name(), name);
      if (taken == 0) return false;
      var _ = nextVersion(session);
      return true;
    });
  }

  private static long nextVersion(Session session) throws SQLException {
    session.change("UPDATE board SET version = version + 1");
    return version(session);
  }
}
