package dev.interlock.testkit.journal;

import dev.interlock.runtime.journal.Switchboard;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    return store.read(() ->
        new Board(
            disk.switchVersion,
            List.copyOf(disk.switches.values()),
            List.copyOf(disk.releases.values()),
            List.copyOf(disk.revoked.values())));
  }

  @Override
  public long stop(Thrown thrown) {
    return store.write(() -> {
      change(key(thrown.kind(), thrown.name()), thrown, null);
      return disk.switchVersion;
    });
  }

  @Override
  public boolean trip(Thrown thrown) {
    return store.write(() -> {
      var key = key(thrown.kind(), thrown.name());
      if (disk.switches.containsKey(key)) return false;
      change(key, thrown, null);
      return true;
    });
  }

  @Override
  public boolean release(Released released) {
    return store.write(() -> {
      var key = key(released.kind(), released.name());
      if (!disk.switches.containsKey(key)) return false;
      change(key, null, released);
      return true;
    });
  }

  @Override
  public void revoke(Revoked revoked) {
    var _ =
        store.write(() -> {
          change(right(revoked.name(), revoked.role()), revoked);
          return true;
        });
  }

  @Override
  public boolean restore(String name, @Nullable String role) {
    return store.write(() -> {
      var key = right(name, role);
      if (!disk.revoked.containsKey(key)) return false;
      change(key, null);
      return true;
    });
  }

  private void change(String key, @Nullable Revoked revoked) {
    var before = put(disk.revoked, key, revoked);
    disk.switchVersion++;
    disk.changed(
        process,
        () -> {
          disk.switchVersion--;
          var _ = put(disk.revoked, key, before);
        });
  }

  private static String right(String name, @Nullable String role) {
    return name + '\n' + (role == null ? "" : role);
  }

  private void change(String key, @Nullable Thrown thrown, @Nullable Released released) {
    var thrownBefore = put(disk.switches, key, thrown);
    var releasedBefore = put(disk.releases, key, released);
    disk.switchVersion++;
    disk.changed(
        process,
        () -> {
          disk.switchVersion--;
          var _ = put(disk.switches, key, thrownBefore);
          var _ = put(disk.releases, key, releasedBefore);
        });
  }

  private static <T> @Nullable T put(Map<String, T> map, String key, @Nullable T value) {
    return value == null ? map.remove(key) : map.put(key, value);
  }

  private static String key(Kind kind, String name) {
    return kind.name() + ' ' + name;
  }
}
