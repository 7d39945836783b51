package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.JournalUnavailableException;
import java.util.HashMap;
import java.util.Map;

/** A process that has a disk open. Equal only to itself; guarded by the lock of the disk. */
final class MemoryProcess {
  private final String name;
  private boolean dead;
  private boolean failed;

  /** In which epoch this process drives which run. */
  final Map<RunId, Long> epochs = new HashMap<>();

  MemoryProcess(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void die() {
    dead = true;
  }

  /** Writes nothing any more, but can still read: a sync has failed. */
  void fail() {
    failed = true;
  }

  void requireAlive() {
    if (dead) throw unavailable("process " + name + " is dead or has closed the store");
  }

  void requireWriting() {
    requireAlive();
    if (failed) throw unavailable("the writer of " + name + " has stopped");
  }

  private static JournalUnavailableException unavailable(String why) {
    return new JournalUnavailableException(
        why + "; nothing was written", new IllegalStateException(why));
  }
}
