package dev.interlock.testkit.journal;

import dev.interlock.runtime.journal.Switchboard;
import java.util.List;

/** The kill switches of a disk in memory. */
final class MemorySwitchboard implements Switchboard {
  private final MemoryStore store;
  private final MemoryDisk disk;
  private final MemoryProcess process;

  MemorySwitchboard(MemoryStore store, MemoryDisk disk, MemoryProcess process) {
    this.store = store;
    this.disk = disk;
    this.process = process;
  }

  @Override
  public Board read() {
    return store.read(() -> new Board(disk.switchVersion, List.copyOf(disk.switches.values())));
  }

  @Override
  public long stop(Thrown thrown) {
    return store.write(() -> {
      var key = key(thrown.kind(), thrown.name());
      var before = disk.switches.put(key, thrown);
      disk.switchVersion++;
      disk.changed(
          process,
          () -> {
            disk.switchVersion--;
            if (before == null) disk.switches.remove(key);
            else disk.switches.put(key, before);
          });
      return disk.switchVersion;
    });
  }

  @Override
  public boolean allow(Kind kind, String name) {
    return store.write(() -> {
      var key = key(kind, name);
      var taken = disk.switches.remove(key);
      if (taken == null) return false;
      disk.switchVersion++;
      disk.changed(
          process,
          () -> {
            disk.switchVersion--;
            disk.switches.put(key, taken);
          });
      return true;
    });
  }

  private static String key(Kind kind, String name) {
    return kind.name() + ' ' + name;
  }
}
