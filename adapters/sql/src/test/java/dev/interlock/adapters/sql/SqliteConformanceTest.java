package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import dev.interlock.testkit.journal.JournalConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Holds the SQLite store to what every store guarantees. */
class SqliteConformanceTest extends JournalConformance {

  @Override
  public Store open(Path folder, Probe probe) {
    return new SqliteStoreProvider().open(folder, probe);
  }

  @Override
  public void write(Transaction transaction, String row) {
    try (var statement = transaction.handle(Connection.class).orElseThrow().createStatement()) {
      statement.executeUpdate("CREATE TABLE IF NOT EXISTS things (name TEXT)");
      statement.executeUpdate("INSERT INTO things VALUES ('" + row + "')");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public List<String> rows(Store store) {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var known =
          statement.executeQuery("SELECT 1 FROM sqlite_schema WHERE name = 'things'").next();
      if (!known) return List.of();
      var found = new ArrayList<String>();
      var rows = statement.executeQuery("SELECT name FROM things");
      while (rows.next()) found.add(rows.getString(1));
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Behind a guard of its own; within one JVM its locks exclude each other as between two. */
  @Override
  public Store openElsewhere(Path folder) {
    try {
      return SqliteStore.open(folder, RunLocks.guard(folder.resolve("elsewhere.open")), Probe.NONE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
