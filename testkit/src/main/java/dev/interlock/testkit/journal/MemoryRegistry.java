package dev.interlock.testkit.journal;

import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Registry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pins and children on a disk in memory. */
final class MemoryRegistry implements Registry {
  private final MemoryStore store;
  private final MemoryDisk disk;
  private final MemoryProcess process;

  MemoryRegistry(MemoryStore store, MemoryDisk disk, MemoryProcess process) {
    this.store = store;
    this.disk = disk;
    this.process = process;
  }

  @Override
  public Map<String, Digest> pins(String agent) {
    return store.read(() -> new TreeMap<>(disk.pins.getOrDefault(agent, Map.of())));
  }

  @Override
  public void pin(String agent, Map<String, Digest> pins) {
    var _ =
        store.write(() -> {
          var before = disk.pins.getOrDefault(agent, Map.of());
          var after = new TreeMap<>(before);
          after.putAll(pins);
          disk.pins.put(agent, after);
          disk.changed(process, () -> disk.pins.put(agent, before));
          return after.size();
        });
  }

  @Override
  public void childStarted(Child child) {
    var _ =
        store.write(() -> {
          if (!disk.children.add(child)) return false;
          disk.changed(process, () -> disk.children.remove(child));
          return true;
        });
  }

  @Override
  public void childEnded(Child child) {
    var _ =
        store.write(() -> {
          if (!disk.children.remove(child)) return false;
          disk.changed(process, () -> disk.children.add(child));
          return true;
        });
  }

  @Override
  public List<Child> children() {
    return store.read(() ->
        disk.children.stream()
            .sorted(Comparator.comparing(Child::startedAt).thenComparingLong(Child::pid))
            .toList());
  }
}
