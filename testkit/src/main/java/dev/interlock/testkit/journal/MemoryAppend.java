package dev.interlock.testkit.journal;

import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.StaleEpochException;
import java.util.Objects;

/** One append to a disk in memory: first every check, then every change. */
record MemoryAppend(MemoryDisk disk, MemoryProcess process, Write write) {

  /** Returns the sequence of the last entry. */
  long perform() {
    var run = disk.runs.get(write.run());
    if (run == null) throw new StaleEpochException("nobody has owned run " + write.run());
    requireOwned(run);
    requireNext(run);
    requireKillVersion();
    requireUndrained(run);
    disk.drivers.putIfAbsent(write.run(), process);
    change(run);
    return run.head().sequence();
  }

  private void requireOwned(MemoryRun run) {
    if (run.epoch != write.epoch()) {
      throw new StaleEpochException(
          "run " + write.run() + " is in epoch " + run.epoch + ", not " + write.epoch());
    }
    if (!Objects.equals(process.epochs.get(write.run()), write.epoch())) {
      throw new StaleEpochException(
          "this process has let go of run " + write.run() + " in epoch " + write.epoch());
    }
  }

  private void requireNext(MemoryRun run) {
    var last = run.head().sequence();
    if (last != write.conditions().lastSequence()) {
      throw new StaleEpochException(
          "run "
              + write.run()
              + " ends at entry "
              + last
              + ", not "
              + write.conditions().lastSequence());
    }
  }

  private void requireKillVersion() {
    var judgedAt = write.conditions().killVersion();
    if (judgedAt == null || judgedAt == disk.switchVersion) return;
    throw new ConditionFailedException(
        "the switches are of version "
            + disk.switchVersion
            + ", the write was judged at "
            + judgedAt);
  }

  private void requireUndrained(MemoryRun run) {
    for (var id : write.conditions().drained()) {
      if (!run.letters.containsKey(id) || run.drained.contains(id)) {
        throw new ConditionFailedException(
            "letter " + id.text() + " does not lie in the inbox of run " + write.run());
      }
    }
  }

  private void change(MemoryRun run) {
    var size = run.entries.size();
    var summary = run.summary;
    var added =
        write.payloads().keySet().stream()
            .filter(digest -> !disk.payloads.containsKey(digest))
            .toList();
    run.entries.addAll(write.entries());
    run.drained.addAll(write.conditions().drained());
    run.summary = write.summary();
    for (var digest : added) disk.payloads.put(digest, write.payloads().get(digest));
    disk.changed(
        process,
        () -> {
          run.entries.subList(size, run.entries.size()).clear();
          write.conditions().drained().forEach(run.drained::remove);
          run.summary = summary;
          added.forEach(disk.payloads::remove);
        });
  }
}
