package dev.interlock.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The limit: the rows that Interlock wrote for one run, written again into the same tables of
 * another file, with the same settings and the same commits, and nothing else. Not thread-safe:
 * SQLite has one writer.
 */
public final class SqliteAlone implements AutoCloseable {
  /** As Interlock has it: no query for generated keys after each insert. */
  private static final String WITHOUT_KEYS = "?jdbc.get_generated_keys=false";

  private final Connection connection;
  private final PreparedStatement entry;
  private final PreparedStatement head;
  private final List<List<Row>> commits;
  private long runs;

  @SuppressWarnings("ArrayRecordComponent") // nobody compares rows
  private record Row(long at, String type, byte[] body, byte[] hash) {}

  /**
   * Makes the file.
   *
   * @param pattern a file that Interlock has closed, with one run in it
   * @param file is made
   */
  public SqliteAlone(Path pattern, Path file) {
    try {
      var tables = new ArrayList<String>();
      try (var from = DriverManager.getConnection("jdbc:sqlite:" + pattern)) {
        tables.addAll(tables(from));
        commits = commits(from);
      }
      connection = DriverManager.getConnection("jdbc:sqlite:" + file + WITHOUT_KEYS);
      execute("PRAGMA journal_mode=WAL");
      execute("PRAGMA synchronous=FULL");
      execute("PRAGMA wal_autocheckpoint=8000");
      for (var table : tables) execute(table);
      entry =
          connection.prepareStatement(
              "INSERT INTO entries (place, at, type, body, hash) VALUES (?, ?, ?, ?, ?)");
      head = connection.prepareStatement("UPDATE runs SET sequence = ?, hash = ? WHERE id = ?");
    } catch (SQLException failure) {
      throw new IllegalStateException("SQLite refuses", failure);
    }
  }

  private static List<String> tables(Connection from) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = from.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC")) {
      while (rows.next()) tables.add(rows.getString(1));
    }
    return tables;
  }

  /** Entries of one commit have one time, and no two commits of a run have the same. */
  private static List<List<Row>> commits(Connection from) throws SQLException {
    var commits = new ArrayList<List<Row>>();
    try (var statement = from.createStatement();
        var rows =
            statement.executeQuery("SELECT at, type, body, hash FROM entries ORDER BY place")) {
      var last = Long.MIN_VALUE;
      while (rows.next()) {
        if (rows.getLong(1) != last) commits.add(new ArrayList<>());
        last = rows.getLong(1);
        commits.getLast().add(new Row(last, rows.getString(2), rows.getBytes(3), rows.getBytes(4)));
      }
    }
    return commits;
  }

  /**
   * Writes several runs side by side, each commit of one together with those of the others, and
   * then others, until the time is over.
   *
   * @param group how many runs
   * @return how many runs it wrote
   */
  public int writeFor(int group, Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var written = 0;
    do {
      write(group);
      written += group;
    } while (System.nanoTime() < until);
    return written;
  }

  private void write(int group) {
    try {
      var first = runs + 1;
      runs += group;
      execute("BEGIN IMMEDIATE");
      for (var run = first; run <= runs; run++) {
        execute(
            "INSERT INTO runs (id, run, epoch, sequence, hash) VALUES (" // numbers of our own
                + run
                + ", 'run-"
                + run
                + "', 1, 0, x'')");
      }
      execute("COMMIT");
      var sequence = 0;
      for (var commit : commits) {
        execute("BEGIN IMMEDIATE");
        for (var run = first; run <= runs; run++) write(run, sequence, commit);
        execute("COMMIT");
        sequence += commit.size();
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("SQLite refuses", failure);
    }
  }

  private void write(long run, int sequence, List<Row> rows) throws SQLException {
    var place = sequence;
    for (var row : rows) {
      place++;
      entry.setLong(1, (run << 32) + place);
      entry.setLong(2, row.at);
      entry.setString(3, row.type);
      entry.setBytes(4, row.body);
      entry.setBytes(5, row.hash);
      var _ = entry.executeUpdate();
    }
    head.setLong(1, place);
    head.setBytes(2, rows.getLast().hash);
    head.setLong(3, run);
    var _ = head.executeUpdate();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException("SQLite refuses", failure);
    }
  }
}
