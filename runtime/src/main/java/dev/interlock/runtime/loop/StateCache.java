package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.codec.MalformedException;
import dev.interlock.runtime.codec.SnapshotCodec;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import dev.interlock.runtime.journal.Store;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a run into memory: from its snapshot if there is one that fits, and the entries since.
 * Every entry that is read is checked against its hash. Belongs to one driver.
 */
final class StateCache {
  /** How many entries a crash costs the next life to fold again, at the most. */
  private static final int SAVE_EVERY = 256;

  private final RunId run;
  private final Store store;
  private final EventCodec codec;
  private final SnapshotCodec snapshots;
  private @Nullable RunState saved;

  StateCache(RunId run, Store store, EventCodec codec, SnapshotCodec snapshots) {
    this.run = run;
    this.store = store;
    this.codec = codec;
    this.snapshots = snapshots;
  }

  /** A run as read. */
  record Loaded(RunState state, Digest head) {}

  /**
   * @throws JournalCorruptException if entries are missing, changed or cannot follow each other
   */
  Optional<Loaded> load() {
    var head = store.journal().head(run).orElse(null);
    if (head == null || head.sequence() == 0) return Optional.empty();
    var loaded = fromSnapshot().orElseGet(this::fromTheBeginning);
    if (loaded.state.sequence() != head.sequence() || !loaded.head.equals(head.hash())) {
      throw new JournalCorruptException(
          "run "
              + run
              + ": the head is at entry "
              + head.sequence()
              + ", the entries end at "
              + loaded.state.sequence());
    }
    return Optional.of(loaded);
  }

  /**
   * Returns the state of a run that others may be writing to: as of one of its last entries.
   *
   * @throws JournalCorruptException if it has no entries, or they cannot follow each other
   */
  RunState look() {
    return fromSnapshot().orElseGet(this::fromTheBeginning).state;
  }

  /** Keeps the state if much has happened since it was last kept. */
  void saveNowAndThen(RunState state, Digest head) {
    var before = saved;
    if (state.sequence() - (before == null ? 0 : before.sequence()) >= SAVE_EVERY)
      save(state, head);
  }

  /** Keeps the state for the next wake, unless it is kept already. */
  void save(RunState state, Digest head) {
    var before = saved;
    var after = before == null ? 0 : before.sequence();
    if (before != null && before.sequence() == state.sequence()) return;
    var increment = snapshots.increment(state, before);
    store
        .snapshots()
        .save(
            run,
            Kernel.VERSION,
            new Snapshot(state.sequence(), head, after, snapshots.core(state), increment));
    saved = state;
  }

  private Optional<Loaded> fromSnapshot() {
    var snapshot = store.snapshots().load(run, Kernel.VERSION).orElse(null);
    if (snapshot == null) return Optional.empty();
    try (var entries = store.journal().read(run, snapshot.sequence())) {
      var rest = new ArrayList<>(entries.toList());
      if (rest.isEmpty() || !rest.removeFirst().hash().equals(snapshot.hash())) {
        return Optional.empty();
      }
      var mandate = Kernel.begin(firstEntry()).mandate();
      var state = snapshots.read(mandate, snapshot);
      saved = state;
      return Optional.of(fold(new Loaded(state, snapshot.hash()), rest));
    } catch (MalformedException _) {
      return Optional.empty();
    }
  }

  private Loaded fromTheBeginning() {
    try (var entries = store.journal().read(run, 1)) {
      var all = new ArrayList<>(entries.toList());
      if (all.isEmpty()) throw new JournalCorruptException("run " + run + " has no entries");
      var first = all.removeFirst();
      check(Digest.NONE, first);
      return fold(new Loaded(Kernel.begin(decoded(first)), first.hash()), all);
    }
  }

  private Entry firstEntry() {
    try (var entries = store.journal().read(run, 1)) {
      return entries
          .findFirst()
          .map(this::decoded)
          .orElseThrow(() -> new JournalCorruptException("run " + run + " has no entries"));
    }
  }

  private Loaded fold(Loaded from, Iterable<SealedEntry> entries) {
    var state = from.state;
    var before = from.head;
    for (var entry : entries) {
      check(before, entry);
      state = Kernel.step(state, decoded(entry));
      before = entry.hash();
    }
    return new Loaded(state, before);
  }

  private void check(Digest before, SealedEntry entry) {
    if (!HashChain.holds(before, run, entry)) {
      throw new JournalCorruptException(
          "run " + run + ": entry " + entry.sequence() + " is not what its hash says");
    }
  }

  private Entry decoded(SealedEntry entry) {
    Event event = codec.decode(entry.type(), entry.body());
    return new Entry(entry.sequence(), entry.at(), event);
  }
}
