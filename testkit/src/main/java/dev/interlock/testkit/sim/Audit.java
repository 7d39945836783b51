package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.testkit.journal.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the journal on disk as it grows, folds it, and checks every entry. */
final class Audit {
  /** Far more than any sound run has. */
  private static final int ENTRIES_MAX = 6_000;

  private final Scene scene;
  private MemoryStore eyes;
  private final List<Digest> hashes = new ArrayList<>();
  private final List<Digest> acknowledged = new ArrayList<>();
  private EntryChecks checks;
  private final List<RunState> states = new ArrayList<>();
  private long durable;
  private int opened;

  Audit(Scene scene) {
    this.scene = scene;
    this.checks = new EntryChecks(scene, 0);
    this.eyes = open();
  }

  /** Opens the disk anew, after every process has died. */
  void reopen() {
    eyes = open();
    look();
    durable = hashes.size();
  }

  private MemoryStore open() {
    return MemoryStore.open(scene.disk(), "audit" + opened++, Probe.NONE);
  }

  Journal journal() {
    return eyes.journal();
  }

  MemoryStore store() {
    return eyes;
  }

  /** Everything that is on disk now is durable. */
  void synced() {
    durable = journal().head(scene.run()).map(Journal.Head::sequence).orElse(0L);
  }

  long durable() {
    return durable;
  }

  /** The state that the entries on disk fold to; null if there is none. */
  @Nullable RunState state() {
    look();
    return last();
  }

  EntryChecks checks() {
    return checks;
  }

  /** A commit has returned: its entries must never be lost. */
  void acknowledged(Journal.Write write) {
    look();
    for (var entry : write.entries()) {
      var place = (int) entry.sequence() - 1;
      while (acknowledged.size() < place && acknowledged.size() < hashes.size()) {
        acknowledged.add(hashes.get(acknowledged.size()));
      }
      if (acknowledged.size() != place) {
        throw scene.fail(
            Invariant.DURABLE,
            "entry " + entry.sequence() + " was acknowledged after " + acknowledged.size());
      }
      acknowledged.add(entry.hash());
    }
    requireAcknowledged();
  }

  /** A driver says what it takes the state to be; by now others may have written more. */
  void committed(RunState driven) {
    look();
    var sequence = (int) driven.sequence();
    var folded = sequence <= states.size() ? states.get(sequence - 1) : null;
    if (driven.equals(folded)) return;
    throw scene.fail(
        Invariant.REPLAY,
        folded == null ? "the driver is ahead of the disk" : unlike(driven, folded));
  }

  private static String unlike(RunState driven, RunState folded) {
    if (!driven.course().equals(folded.course())) return driven.course() + " " + folded.course();
    if (!driven.pending().equals(folded.pending()))
      return driven.pending() + " " + folded.pending();
    if (!driven.history().equals(folded.history()))
      return driven.history() + " " + folded.history();
    return driven + " " + folded;
  }

  /** Reads what is new. */
  void look() {
    var last = hashes.size();
    try (var entries = journal().read(scene.run(), Math.max(1, last))) {
      var fresh = new ArrayList<>(entries.toList());
      if (last > 0) {
        if (fresh.isEmpty() || !fresh.getFirst().hash().equals(hashes.getLast())) {
          beginAnew();
          return;
        }
        fresh.removeFirst();
      }
      fresh.forEach(this::take);
    }
    requireAcknowledged();
  }

  /** Entries that nobody was told of have been lost. */
  private void beginAnew() {
    checks = new EntryChecks(scene, hashes.size());
    hashes.clear();
    states.clear();
    look();
  }

  private void requireAcknowledged() {
    if (acknowledged.isEmpty()) return;
    var last = acknowledged.size() - 1;
    if (last >= hashes.size() || !hashes.get(last).equals(acknowledged.get(last))) {
      throw scene.fail(
          Invariant.DURABLE,
          acknowledged.size() + " entries were acknowledged, the disk has " + hashes.size());
    }
  }

  private void take(SealedEntry sealed) {
    if (sealed.sequence() > ENTRIES_MAX) {
      throw scene.fail(Invariant.ENDS, "more than " + ENTRIES_MAX + " entries, and no end");
    }
    var before = hashes.isEmpty() ? Digest.NONE : hashes.getLast();
    if (sealed.sequence() != hashes.size() + 1 || !HashChain.holds(before, scene.run(), sealed)) {
      throw scene.fail(Invariant.CHAIN, "entry " + sealed.sequence() + " after " + hashes.size());
    }
    var entry = decoded(sealed);
    scene.tell(() -> "  [" + entry.sequence() + "] " + entry.at() + " " + brief(entry));
    var was = last();
    var now = folded(was, entry);
    hashes.add(sealed.hash());
    states.add(now);
    checks.take(was, entry, now);
  }

  private @Nullable RunState last() {
    return states.isEmpty() ? null : states.getLast();
  }

  private Entry decoded(SealedEntry sealed) {
    try {
      var event = scene.codec().decode(sealed.type(), sealed.body());
      return new Entry(sealed.sequence(), sealed.at(), event);
    } catch (RuntimeException unreadable) {
      throw scene.fail(Invariant.REPLAY, "entry " + sealed.sequence() + ": " + unreadable);
    }
  }

  private RunState folded(@Nullable RunState was, Entry entry) {
    try {
      return was == null ? Kernel.begin(entry) : Kernel.step(was, entry);
    } catch (RuntimeException impossible) {
      throw scene.fail(Invariant.REPLAY, "entry " + entry.sequence() + ": " + impossible);
    }
  }

  private static String brief(Entry entry) {
    var text = entry.event().toString().replaceAll(", facts=.*", "]");
    return text.length() > 260 ? text.substring(0, 260) + "…" : text;
  }
}
