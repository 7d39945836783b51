package dev.interlock.testkit.journal;

import dev.interlock.runtime.journal.Journal.Deed;
import dev.interlock.runtime.journal.Transaction;
import java.util.Optional;
import java.util.function.Supplier;

/** A deed and the append of what came of it, on a disk in memory: both or neither. */
final class MemoryDeed implements Transaction {
  private final MemoryDisk disk;
  private final MemoryProcess process;
  private final Deed deed;
  private final MemoryRows rows;

  MemoryDeed(MemoryDisk disk, MemoryProcess process, Deed deed) {
    this.disk = disk;
    this.process = process;
    this.deed = deed;
    this.rows = new MemoryRows(disk);
  }

  /** Returns the sequence of the last entry. */
  long perform() {
    var done = false;
    try {
      var write = deed.body().apply(this);
      rows.end();
      var last = new MemoryAppend(disk, process, write, rows).perform();
      done = true;
      return last;
    } finally {
      if (!done) rollBack();
    }
  }

  @Override
  public <T> Optional<T> handle(Class<T> type) {
    return type == MemoryRows.class ? Optional.of(type.cast(rows)) : Optional.empty();
  }

  @Override
  public <T> T on(Supplier<T> work) {
    return work.get();
  }

  @Override
  public void rollBack() {
    rows.undo();
  }

  @Override
  public Optional<String> refusal() {
    return Optional.empty();
  }
}
