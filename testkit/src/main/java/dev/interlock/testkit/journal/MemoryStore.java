package dev.interlock.testkit.journal;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * A whole store in memory, as one process sees it. Thread-safe, without threads of its own.
 *
 * <p>The probe is called on the thread that writes, around each sync, with the disk locked. What it
 * throws passes through, and this process writes nothing any more: at {@link Point#BEFORE_SYNC} the
 * write is on the disk but can be lost, at {@link Point#AFTER_SYNC} it is durable and nobody was
 * told. Let {@link MemoryDisk#crash} or {@link MemoryDisk#processDied(String, RandomGenerator)}
 * follow.
 *
 * <p>Guarantees what {@link JournalConformance} asks for. Does not model: torn writes within one
 * append (SQLite does not show them either), and group commit.
 */
public final class MemoryStore implements Store {
  private final MemoryDisk disk;
  private final MemoryProcess process;
  private final Probe probe;

  private MemoryStore(MemoryDisk disk, MemoryProcess process, Probe probe) {
    this.disk = disk;
    this.process = process;
    this.probe = probe;
  }

  /**
   * Opens a disk as a process does.
   *
   * @param processName two stores of different names exclude each other from runs
   * @throws dev.interlock.runtime.UserError if a living process of that name has it open
   */
  public static MemoryStore open(MemoryDisk disk, String processName, Probe probe) {
    return new MemoryStore(disk, disk.enter(processName), probe);
  }

  MemoryDisk disk() {
    return disk;
  }

  /** Stops the machine and returns the store as a new process of the same name finds it. */
  public MemoryStore crash(RandomGenerator random, Probe next) {
    disk.crash(random);
    return open(disk, process.name(), next);
  }

  /** Checks and changes the disk, then syncs it if that changed anything. */
  <T> T write(Supplier<T> change) {
    disk.lock.lock();
    try {
      process.requireWriting();
      var before = disk.unsynced();
      var result = change.get();
      if (disk.unsynced() > before) sync();
      return result;
    } finally {
      disk.lock.unlock();
    }
  }

  private void sync() {
    var done = false;
    try {
      probe.passing(Point.BEFORE_SYNC);
      process.requireAlive(); // the probe may have crashed the disk without a word
      disk.sync();
      probe.passing(Point.AFTER_SYNC);
      done = true;
    } finally {
      if (!done) process.fail();
    }
  }

  /** Changes the disk without a sync. */
  void writeLater(Runnable change) {
    disk.lock.lock();
    try {
      process.requireWriting();
      change.run();
    } finally {
      disk.lock.unlock();
    }
  }

  <T> T read(Supplier<T> query) {
    disk.lock.lock();
    try {
      process.requireAlive();
      return query.get();
    } finally {
      disk.lock.unlock();
    }
  }

  @Override
  public Journal journal() {
    return new MemoryJournal(this, disk, process);
  }

  @Override
  public RunIndex index() {
    return new MemoryRunIndex(this, disk);
  }

  @Override
  public SnapshotCache snapshots() {
    return new MemorySnapshots(this, disk, process);
  }

  @Override
  public Switchboard switches() {
    return new MemorySwitchboard(this, disk, process);
  }

  @Override
  public Registry registry() {
    return new MemoryRegistry(this, disk, process);
  }

  /**
   * @throws UserError always: a disk in memory has no database
   */
  @Override
  public DataSource dataSource() {
    throw new UserError("a store in memory has no database to share", "", "use one on disk");
  }

  @Override
  public void close() {
    disk.lock.lock();
    try {
      disk.leave(process);
    } finally {
      disk.lock.unlock();
    }
  }
}
