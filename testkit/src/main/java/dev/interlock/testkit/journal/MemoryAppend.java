package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal.Conditions;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.StaleEpochException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One append to a disk in memory: first every check, then every change.
 *
 * @param rows what a deed wrote that is lost together with the write; empty if there was no deed
 */
record MemoryAppend(MemoryDisk disk, MemoryProcess process, Write write, MemoryRows rows) {

  /** Returns the sequence of the last entry. */
  long perform() {
    var run = check(disk, process, write.run(), write.epoch(), write.conditions());
    disk.drivers.putIfAbsent(write.run(), process);
    change(run);
    return run.head().sequence();
  }

  /** Returns the run, if a driver may write to it what it wants to. */
  static MemoryRun check(
      MemoryDisk disk, MemoryProcess process, RunId id, long epoch, Conditions conditions) {
    var run = disk.runs.get(id);
    if (run == null) throw new StaleEpochException("nobody has owned run " + id);
    if (run.epoch != epoch) {
      throw new StaleEpochException("run " + id + " is in epoch " + run.epoch + ", not " + epoch);
    }
    if (!Objects.equals(process.epochs.get(id), epoch)) {
      throw new StaleEpochException("this process has let go of run " + id + " in epoch " + epoch);
    }
    var last = run.head().sequence();
    if (last != conditions.lastSequence()) {
      throw new StaleEpochException(
          "run " + id + " ends at entry " + last + ", not " + conditions.lastSequence());
    }
    requireKillVersion(disk, conditions.killVersion());
    requireUndrained(run, id, conditions);
    return run;
  }

  private static void requireKillVersion(MemoryDisk disk, @Nullable Long judgedAt) {
    if (judgedAt == null || judgedAt == disk.switchVersion) return;
    throw new ConditionFailedException(
        "the switches are of version "
            + disk.switchVersion
            + ", the write was judged at "
            + judgedAt);
  }

  private static void requireUndrained(MemoryRun run, RunId named, Conditions conditions) {
    for (var id : conditions.drained()) {
      if (!run.letters.containsKey(id) || run.drained.contains(id)) {
        throw new ConditionFailedException(
            "letter " + id.text() + " does not lie in the inbox of run " + named);
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
          rows.undo();
        });
  }
}
