package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.Registry.Child;
import dev.interlock.runtime.journal.Switchboard.Released;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * A disk that several processes share and that forgets, when the machine stops, what was not
 * synced. Thread-safe; has no thread of its own, so that one thread alone sees the same every time.
 *
 * <p>A write is seen at once and can be lost until the next sync of any process. {@link #crash}
 * loses any number of the last ones, as the order on a journalled disk has it: what is lost is
 * always a suffix. Locks belong to processes: {@link #processDied} frees them, a process that
 * merely does nothing keeps them.
 */
public final class MemoryDisk {
  final ReentrantLock lock = new ReentrantLock();
  final Map<RunId, MemoryRun> runs = new LinkedHashMap<>();
  final Map<Digest, byte[]> payloads = new HashMap<>();

  /** What deeds wrote in the transactions of their outcomes; by key. */
  final Map<String, List<Object>> rows = new LinkedHashMap<>();

  final Map<String, Thrown> switches = new TreeMap<>();
  final Map<String, Revoked> revoked = new TreeMap<>();
  final Map<String, Released> releases = new TreeMap<>();
  final Map<String, Map<String, Digest>> pins = new HashMap<>();
  final Set<Child> children = new LinkedHashSet<>();

  /** Which process has locked a run. */
  final Map<RunId, MemoryProcess> drivers = new HashMap<>();

  long switchVersion;

  private final Map<String, MemoryProcess> processes = new HashMap<>();
  private final Deque<Unsynced> unsynced = new ArrayDeque<>();

  /** Stops the machine: every process dies, and any number of the last unsynced writes are lost. */
  public void crash(RandomGenerator random) {
    lock.lock();
    try {
      lose(random.nextInt(unsynced.size() + 1));
      unsynced.clear();
      processes.values().forEach(MemoryProcess::die);
      processes.clear();
      drivers.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Kills a process after everything that it wrote has left it. Its locks are free. */
  public void processDied(String name) {
    lock.lock();
    try {
      var dead = processes.remove(name);
      if (dead == null) return;
      dead.die();
      drivers.values().removeIf(dead::equals);
    } finally {
      lock.unlock();
    }
  }

  /** Kills a process in the midst of a write: any number of its last unsynced writes are lost. */
  public void processDied(String name, RandomGenerator random) {
    lock.lock();
    try {
      var last = 0;
      for (var write : (Iterable<Unsynced>) unsynced::descendingIterator) {
        if (!write.process.name().equals(name)) break;
        last++;
      }
      lose(random.nextInt(last + 1));
      processDied(name);
    } finally {
      lock.unlock();
    }
  }

  /** Returns all rows of all keys that deeds wrote, synced or not. */
  public List<Object> rows() {
    lock.lock();
    try {
      return rows.values().stream().flatMap(List::stream).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many writes a crash could lose. */
  public int unsynced() {
    lock.lock();
    try {
      return unsynced.size();
    } finally {
      lock.unlock();
    }
  }

  MemoryProcess enter(String name) {
    lock.lock();
    try {
      var process = new MemoryProcess(name);
      if (processes.putIfAbsent(name, process) != null) {
        throw new UserError(
            "this store is open in this process already", name, "open it once and share it");
      }
      return process;
    } finally {
      lock.unlock();
    }
  }

  void leave(MemoryProcess process) {
    if (processes.remove(process.name(), process)) drivers.values().removeIf(process::equals);
    process.die();
  }

  /** Notes what {@code process} has just changed, and how to take it back. */
  void changed(MemoryProcess process, Runnable undo) {
    unsynced.addLast(new Unsynced(process, undo));
  }

  void sync() {
    unsynced.clear();
  }

  private void lose(int writes) {
    for (var i = 0; i < writes; i++) unsynced.removeLast().undo.run();
  }

  MemoryRun run(RunId id, MemoryProcess process) {
    var known = runs.get(id);
    if (known != null) return known;
    var made = new MemoryRun(runs.size());
    runs.put(id, made);
    changed(process, () -> runs.remove(id));
    return made;
  }

  private record Unsynced(MemoryProcess process, Runnable undo) {}
}
