package dev.interlock.testkit.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.SealedEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The journal, inboxes and locks of a disk in memory. */
final class MemoryJournal implements Journal {
  private final MemoryStore store;
  private final MemoryDisk disk;
  private final MemoryProcess process;

  MemoryJournal(MemoryStore store, MemoryDisk disk, MemoryProcess process) {
    this.store = store;
    this.disk = disk;
    this.process = process;
  }

  @Override
  public void append(Write write) {
    var _ =
        store.write(() -> new MemoryAppend(disk, process, write, new MemoryRows(disk)).perform());
  }

  @Override
  public void perform(Deed deed) {
    var _ =
        store.write(() -> {
          var _ = MemoryAppend.check(disk, process, deed.run(), deed.epoch(), deed.conditions());
          return new MemoryDeed(disk, process, deed).perform();
        });
  }

  @Override
  public Stream<SealedEntry> read(RunId run, long fromSequence) {
    var entries =
        store.read(() -> {
          var known = disk.runs.get(run);
          if (known == null) return List.<SealedEntry>of();
          var from = Math.clamp(fromSequence - 1, 0, known.entries.size());
          return List.copyOf(known.entries.subList(from, known.entries.size()));
        });
    return entries.stream();
  }

  @Override
  public Optional<Head> head(RunId run) {
    return store.read(() -> Optional.ofNullable(disk.runs.get(run)).map(MemoryRun::head));
  }

  @Override
  public Optional<byte[]> payload(Digest digest) {
    return store.read(() -> Optional.ofNullable(disk.payloads.get(digest)));
  }

  @Override
  public boolean request(RunId run, RequestId id, byte[] request) {
    return store.write(() -> {
      var letters = disk.run(run, process).letters;
      if (letters.putIfAbsent(id, request) != null) return false;
      disk.changed(process, () -> letters.remove(id));
      return true;
    });
  }

  @Override
  public List<Letter> inbox(RunId run) {
    return store.read(() -> {
      var known = disk.runs.get(run);
      if (known == null) return List.of();
      return known.letters.entrySet().stream()
          .filter(letter -> !known.drained.contains(letter.getKey()))
          .map(letter -> new Letter(letter.getKey(), letter.getValue()))
          .toList();
    });
  }

  @Override
  public Optional<Ownership> own(RunId run) {
    return claim(run, false);
  }

  @Override
  public Optional<Ownership> takeOver(RunId run) {
    return claim(run, true);
  }

  private Optional<Ownership> claim(RunId run, boolean force) {
    return store.write(() -> {
      if (process.epochs.containsKey(run)) return Optional.empty();
      if (disk.drivers.putIfAbsent(run, process) != null && !force) return Optional.empty();
      var known = disk.run(run, process);
      var epoch = ++known.epoch;
      disk.changed(process, () -> known.epoch--);
      process.epochs.put(run, epoch);
      return Optional.of(new Owned(run, epoch));
    });
  }

  private void release(RunId run, long epoch) {
    disk.lock.lock();
    try {
      if (process.epochs.remove(run, epoch)) disk.drivers.remove(run, process);
    } finally {
      disk.lock.unlock();
    }
  }

  private final class Owned implements Ownership {
    private final RunId run;
    private final long epoch;

    Owned(RunId run, long epoch) {
      this.run = run;
      this.epoch = epoch;
    }

    @Override
    public long epoch() {
      return epoch;
    }

    @Override
    public void close() {
      release(run, epoch);
    }
  }
}
