package dev.interlock.testkit.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * What a deed writes in the transaction of its outcome: the handle of a memory store's transaction.
 * On the disk with the entries, or not at all.
 */
public final class MemoryRows {
  private final MemoryDisk disk;
  private final Deque<Runnable> undos = new ArrayDeque<>();
  private boolean over;

  MemoryRows(MemoryDisk disk) {
    this.disk = disk;
  }

  /** Adds a row to those of a key. */
  public void add(String key, Object row) {
    if (over) throw new IllegalStateException("the transaction is over");
    disk.rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    undos.addLast(() -> remove(key));
  }

  private void remove(String key) {
    var rows = disk.rows.getOrDefault(key, new ArrayList<>());
    rows.removeLast();
    if (rows.isEmpty()) disk.rows.remove(key);
  }

  void end() {
    over = true;
  }

  /** Takes back everything, newest first. */
  void undo() {
    while (!undos.isEmpty()) undos.removeLast().run();
  }
}
