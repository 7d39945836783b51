package dev.interlock.adapters.sql;

import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.Switchboard;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The kill switches. The version is a row of its own, so that an append can check it cheaply. */
final class SqliteSwitchboard implements Switchboard {
  private final GroupCommit writer;
  private final Readers readers;
  private final Bell bell;

  /** What was read last. It holds for as long as nobody rings, and for as long as its version. */
  private volatile @Nullable Known known;

  /**
   * A board as it was read.
   *
   * @param rings of the bell before it was read
   */
  private record Known(long rings, Board board) {}

  SqliteSwitchboard(GroupCommit writer, Readers readers, Bell bell) {
    this.writer = writer;
    this.readers = readers;
    this.bell = bell;
  }

  static long version(Session session) throws SQLException {
    return session.first("SELECT version FROM board", rows -> rows.getLong(1)).orElseThrow();
  }

  @Override
  public Board read() {
    var rings = bell.rings();
    var before = known;
    if (before != null && rings != Bell.UNSETTLED && before.rings == rings) return before.board;
    var now = readers.read(session -> readAgain(session, before));
    known = new Known(rings, now);
    return now;
  }

  private static Board readAgain(Session session, @Nullable Known before) throws SQLException {
    if (before != null && before.board.version() == version(session)) return before.board;
    return readWhole(session);
  }

  private static Board readWhole(Session session) throws SQLException {
    session.change("BEGIN"); // version and switches must be of one moment
    try {
      return board(session);
    } finally {
      session.change("COMMIT");
    }
  }

  private static Board board(Session session) throws SQLException {
    var thrown =
        session.all(
            """
            SELECT kind, name, by, account, at, reason, last, undo FROM switches
            WHERE thrown = 1 ORDER BY kind, name
            """,
            rows ->
                new Thrown(
                    kind(rows),
                    rows.getString(2),
                    rows.getString(6),
                    signed(rows),
                    rows.getBoolean(7),
                    rows.getBoolean(8)));
    var released =
        session.all(
            """
            SELECT kind, name, by, account, at FROM switches WHERE thrown = 0 ORDER BY kind, name
            """,
            rows -> new Released(kind(rows), rows.getString(2), signed(rows)));
    var revoked =
        session.all(
            "SELECT name, role, by, account, at, reason FROM revoked_rights ORDER BY name, role",
            rows -> new Revoked(rows.getString(1), role(rows), rows.getString(6), signed(rows)));
    return new Board(version(session), thrown, released, revoked);
  }

  private static @Nullable String role(ResultSet rows) throws SQLException {
    var role = rows.getString(2);
    return role.isEmpty() ? null : role;
  }

  private static String column(@Nullable String role) {
    return role == null ? "" : role;
  }

  private static Kind kind(ResultSet rows) throws SQLException {
    return Kind.valueOf(rows.getString(1));
  }

  private static Signed signed(ResultSet rows) throws SQLException {
    return new Signed(rows.getString(3), rows.getString(4), Columns.instant(rows.getLong(5)));
  }

  @Override
  public long stop(Thrown thrown) {
    return writer.writeAndRing(session -> thrown(session, thrown));
  }

  @Override
  public boolean trip(Thrown thrown) {
    return writer.writeAndRing(session -> {
      var before =
          session.first(
              "SELECT 1 FROM switches WHERE kind = ? AND name = ? AND thrown = 1",
              rows -> rows.getLong(1),
              thrown.kind().name(),
              thrown.name());
      if (before.isPresent()) return false;
      var _ = thrown(session, thrown);
      return true;
    });
  }

  private static long thrown(Session session, Thrown thrown) throws SQLException {
    session.change(
        """
        INSERT OR REPLACE INTO switches (kind, name, reason, by, account, at, last, undo, thrown)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
        """,
        thrown.kind().name(),
        thrown.name(),
        thrown.reason(),
        thrown.by().by(),
        thrown.by().operatingSystemUser(),
        Columns.micros(thrown.by().at()),
        thrown.last(),
        thrown.undo());
    return nextVersion(session);
  }

  @Override
  public boolean release(Released released) {
    return writer.writeAndRing(session -> {
      var taken =
          session.changed(
              """
              UPDATE switches SET thrown = 0, by = ?, account = ?, at = ?
              WHERE kind = ? AND name = ? AND thrown = 1
              """,
              released.by().by(),
              released.by().operatingSystemUser(),
              Columns.micros(released.by().at()),
              released.kind().name(),
              released.name());
      if (taken == 0) return false;
      var _ = nextVersion(session);
      return true;
    });
  }

  @Override
  public void revoke(Revoked revoked) {
    var _ =
        writer.writeAndRing(session -> {
          session.change(
              """
              INSERT OR REPLACE INTO revoked_rights (name, role, reason, by, account, at)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
              revoked.name(),
              column(revoked.role()),
              revoked.reason(),
              revoked.by().by(),
              revoked.by().operatingSystemUser(),
              Columns.micros(revoked.by().at()));
          return nextVersion(session);
        });
  }

  @Override
  public boolean restore(String name, @Nullable String role) {
    return writer.writeAndRing(session -> {
      var restored =
          session.changed(
              "DELETE FROM revoked_rights WHERE name = ? AND role = ?", name, column(role));
      if (restored == 0) return false;
      var _ = nextVersion(session);
      return true;
    });
  }

  private static long nextVersion(Session session) throws SQLException {
    session.change("UPDATE board SET version = version + 1");
    return version(session);
  }
}
