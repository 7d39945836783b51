package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.StoreProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the SQLite store of a folder. */
public final class SqliteStoreProvider implements StoreProvider {
  @Override
  public Store open(Path folder, Probe probe) {
    return SqliteStore.open(folder, probe);
  }

  @Override
  public boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(SqliteStore.FILE));
  }
}
