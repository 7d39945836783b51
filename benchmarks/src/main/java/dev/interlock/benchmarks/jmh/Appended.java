package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.workload.Folders;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.StoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A store of its own, to which commits of a recorded run are appended again and again. */
final class Appended implements AutoCloseable {
  private static final int ENTRIES = 3;

  private final Path folder;
  private final Store store;
  private final Journal.Ownership ownership;
  private final RunSummary summary;
  private final RunId run;
  private final List<SealedEntry> pattern;
  private Digest head = Digest.NONE;
  private long sequence;

  /** Opens the store and owns a run in it. */
  Appended(Recorded recorded) throws IOException {
    folder = Files.createTempDirectory("interlock-appended");
    store =
        ServiceLoader.load(StoreProvider.class).findFirst().orElseThrow().open(folder, Probe.NONE);
    var mandate = recorded.states().getFirst().mandate();
    run = mandate.run();
    summary =
        new RunSummary(
            run, mandate.charter().agent().name(), Status.RUNNING, Instant.EPOCH, null, List.of());
    ownership = store.journal().own(run).orElseThrow();
    var middle = recorded.sealed().size() / 2;
    pattern = recorded.sealed().subList(middle, middle + ENTRIES);
  }

  /** Appends three entries with bodies of the run. */
  void append() {
    var entries = new ArrayList<SealedEntry>();
    var before = sequence;
    for (var one : pattern) {
      sequence++;
      head = HashChain.hash(head, run, sequence, one.at(), one.type(), one.body());
      entries.add(new SealedEntry(sequence, one.at(), one.type(), one.body(), head));
    }
    var conditions = new Journal.Conditions(before, 0L, List.of());
    store
        .journal()
        .append(new Journal.Write(run, ownership.epoch(), entries, conditions, summary, Map.of()));
  }

  @Override
  public void close() throws IOException {
    ownership.close();
    store.close();
    Folders.delete(folder);
  }
}
