package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.testkit.journal.JournalConformance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Holds the SQLite store to what every store guarantees. */
class SqliteConformanceTest extends JournalConformance {

  @Override
  public Store open(Path folder, Probe probe) {
    return new SqliteStoreProvider().open(folder, probe);
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
