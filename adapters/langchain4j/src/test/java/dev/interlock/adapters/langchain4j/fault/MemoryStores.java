package dev.interlock.adapters.langchain4j.fault;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.StoreProvider;
import dev.interlock.testkit.journal.MemoryDisk;
import dev.interlock.testkit.journal.MemoryStore;
import java.nio.file.Path;

/** A store of its own for each run of the table, whatever the folder. */
public final class MemoryStores implements StoreProvider {
  @Override
  public Store open(Path folder, Probe probe) {
    return MemoryStore.open(new MemoryDisk(), "table", probe);
  }

  @Override
  public boolean isIn(Path folder) {
    return false;
  }
}
