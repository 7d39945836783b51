package dev.interlock.testkit.journal;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the store in memory to what every store guarantees. A folder stands for a disk. */
class MemoryStoreConformanceTest extends JournalConformance {
  private final Map<Path, MemoryDisk> disks = new ConcurrentHashMap<>();

  @Override
  public Store open(Path folder, Probe probe) {
    return MemoryStore.open(disk(folder), "here", probe);
  }

  @Override
  public Store openElsewhere(Path folder) {
    return MemoryStore.open(disk(folder), "elsewhere", Probe.NONE);
  }

  @Override
  public void write(Transaction transaction, String row) {
    transaction.handle(MemoryRows.class).orElseThrow().add(row, row);
  }

  @Override
  public List<String> rows(Store store) {
    return ((MemoryStore) store).disk().rows().stream().map(String.class::cast).toList();
  }

  private MemoryDisk disk(Path folder) {
    return disks.computeIfAbsent(folder, _ -> new MemoryDisk());
  }
}
