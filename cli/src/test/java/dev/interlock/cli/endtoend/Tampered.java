package dev.interlock.cli.endtoend;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.HashChain;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Somebody with the database file in hand, and with the knowledge of how the chain is made. */
final class Tampered implements AutoCloseable {
  private final Connection database;
  private final RunId run;
  private final long from;

  Tampered(Path data, RunId run) throws SQLException {
    this.database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("interlock.db"));
    this.run = run;
    this.from = number("SELECT id FROM runs WHERE run = '" + run + "'") << 32;
  }

  /** Runs one statement in which {@code entry(N)} stands for the place of entry N. */
  void sql(String statement) throws SQLException {
    var places =
        Pattern.compile("entry\\((-?[0-9]+)\\)")
            .matcher(statement)
            .replaceAll(found -> Long.toString(from + Long.parseLong(found.group(1))));
    try (var one = database.createStatement()) {
      if (one.executeUpdate(places) == 0) throw new SQLException("changed nothing: " + places);
    }
  }

  /** Changes a table itself. */
  void table(String statement) throws SQLException {
    try (var one = database.createStatement()) {
      var _ = one.executeUpdate(statement);
    }
  }

  /** Replaces a text in the body of one entry. */
  void replace(long entry, String was, String is) throws SQLException {
    sql(
        "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), '%s', '%s') AS BLOB) WHERE place = entry(%d) AND instr(CAST(body AS TEXT), '%s') > 0"
            .formatted(was, is, entry, was));
  }

  private long last() throws SQLException {
    return number("SELECT sequence FROM runs WHERE run = '" + run + "'");
  }

  /** Makes the whole chain anew over what stands there now, head and all. */
  void chainAnew() throws SQLException {
    var before = Digest.NONE;
    for (var sequence = 1L; sequence <= last(); sequence++) {
      before = sealed(sequence, before);
      hash("UPDATE entries SET hash = ? WHERE place = " + (from + sequence), before);
    }
    hash("UPDATE runs SET hash = ? WHERE run = '" + run + "'", before);
  }

  private Digest sealed(long sequence, Digest before) throws SQLException {
    var entry = "SELECT at, type, body FROM entries WHERE place = " + (from + sequence);
    try (var query = database.createStatement();
        var row = query.executeQuery(entry)) {
      var at = Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS);
      return HashChain.hash(before, run, sequence, at, row.getString(2), row.getBytes(3));
    }
  }

  private void hash(String statement, Digest digest) throws SQLException {
    try (var update = database.prepareStatement(statement)) {
      update.setBytes(1, HexFormat.of().parseHex(digest.hex()));
      update.executeUpdate();
    }
  }

  private long number(String query) throws SQLException {
    try (var one = database.createStatement();
        var row = one.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
