package dev.interlock.testkit.journal;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import java.nio.file.Path;
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

  private MemoryDisk disk(Path folder) {
    return disks.computeIfAbsent(folder, _ -> new MemoryDisk());
  }
}
