package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Failures;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.codec.EventCodec;
import dev.interlock.runtime.effect.Outcome;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.HashChain;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Journal.Conditions;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run's journal as its driver sees it: events are folded as they are recorded, and become
 * durable together at {@link #commit}. Not thread-safe; it belongs to one driver.
 *
 * <p>Between two commits there are first things learned (outcomes, letters, timers), then rulings
 * on them. Rulings can be taken back with {@link #rewind} as long as they are not committed.
 */
final class RunLog {
  private final RunId run;
  private final long epoch;
  private final Journal journal;
  private final EventCodec codec;
  private final InstantSource clock;

  private final List<Entry> open = new ArrayList<>();
  private final List<RequestId> drained = new ArrayList<>();
  private final Map<Digest, byte[]> payloads = new HashMap<>();
  private final Set<Leaf> leaves = EnumSet.noneOf(Leaf.class);

  private @Nullable DriverStarted announcement;
  private @Nullable RunState state;
  private Digest head;
  private long committed;
  private @Nullable Instant openedAt;
  private @Nullable RunState learned;
  private int learnedCount;

  /**
   * @param announcement recorded before anything else in this life; null in the first
   * @param from the state folded from the entries so far, and the hash of the last; null for a run
   *     that has none
   */
  RunLog(
      RunId run,
      long epoch,
      Workshop workshop,
      @Nullable DriverStarted announcement,
      StateCache.@Nullable Loaded from) {
    this.run = run;
    this.epoch = epoch;
    this.journal = workshop.store().journal();
    this.codec = workshop.codec();
    this.clock = workshop.clock();
    this.announcement = announcement;
    this.state = from == null ? null : from.state();
    this.head = from == null ? Digest.NONE : from.head();
    this.committed = from == null ? 0 : from.state().sequence();
  }

  RunId run() {
    return run;
  }

  RunState state() {
    if (state == null) throw new IllegalStateException("run " + run + " has not begun");
    return state;
  }

  /** Whether nobody has taken the run over from this driver. */
  boolean isLast() {
    return journal.isLast(run, epoch);
  }

  Digest head() {
    return head;
  }

  Set<Leaf> leaves() {
    return leaves;
  }

  /** The time of every entry until the next commit: the clock, but never before the last entry. */
  Instant now() {
    if (openedAt == null) {
      var time = clock.instant().truncatedTo(ChronoUnit.MICROS);
      openedAt = state == null || time.isAfter(state.course().at()) ? time : state.course().at();
    }
    return openedAt;
  }

  /** Takes an event in. It counts from now on and is durable after the next commit. */
  void record(Event event) {
    announce();
    take(event);
  }

  /** Returns the state, in which this life has been announced. */
  RunState announced() {
    announce();
    return state();
  }

  private void announce() {
    var first = announcement;
    announcement = null;
    if (first != null) take(first);
  }

  private void take(Event event) {
    var sequence = committed + open.size() + 1;
    var entry = new Entry(sequence, now(), event);
    state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
    open.add(entry);
  }

  /** Takes note that a letter leaves the inbox with the next commit. */
  void drain(RequestId letter) {
    drained.add(letter);
  }

  /** Takes contents in that an open entry refers to. */
  void keep(Map<Digest, byte[]> contents) {
    payloads.putAll(contents);
  }

  /** Marks the end of what was learned; what comes after can be taken back. */
  void mark() {
    learned = state();
    learnedCount = open.size();
  }

  /** Takes back every ruling since {@link #mark}. */
  void rewind() {
    if (learned == null) throw new IllegalStateException("nothing was marked");
    state = learned;
    open.subList(learnedCount, open.size()).clear();
    if (open.isEmpty()) {
      openedAt = null;
      payloads.clear();
    }
  }

  boolean hasOpen() {
    return !open.isEmpty();
  }

  /** Lets the time go on; nothing is open. */
  void close() {
    openedAt = null;
  }

  /**
   * Makes everything recorded durable.
   *
   * @param killVersion what the switch board must still be at; null if nothing was permitted
   * @return the entries that are durable now
   */
  List<Entry> commit(@Nullable Long killVersion) {
    var write = write(new Conditions(committed, killVersion, drained));
    journal.append(write);
    return committed(write);
  }

  /**
   * Does a deed in the transaction in which its outcome becomes durable. Nothing is open.
   *
   * @param killVersion what the switch board must still be at
   * @param deed may be done more than once; counts once
   * @return the entries that are durable now
   */
  List<Entry> perform(long killVersion, Function<Transaction, Outcome> deed) {
    mark();
    var conditions = new Conditions(committed, killVersion, drained);
    var last = new AtomicReference<Journal.@Nullable Write>();
    try {
      journal.perform(
          new Journal.Deed(
              run,
              epoch,
              conditions,
              transaction -> {
                rewind();
                var outcome = deed.apply(transaction);
                keep(outcome.payloads());
                record(outcome.event());
                var write = write(conditions);
                last.set(write);
                return write;
              }));
    } catch (ConditionFailedException changed) {
      rewind();
      throw changed;
    }
    var write = last.get();
    if (write == null) throw new IllegalStateException("a deed without an outcome");
    return committed(write);
  }

  private Journal.Write write(Conditions conditions) {
    for (var entry : open) Failures.all(entry.event()).forEach(shown -> leaves.add(shown.leaf()));
    return new Journal.Write(run, epoch, sealed(), conditions, summary(), payloads);
  }

  private List<Entry> committed(Journal.Write write) {
    var done = List.copyOf(open);
    if (!write.entries().isEmpty()) head = write.entries().getLast().hash();
    committed += write.entries().size();
    open.clear();
    drained.clear();
    payloads.clear();
    openedAt = null;
    learned = null;
    return done;
  }

  private List<SealedEntry> sealed() {
    var sealed = new ArrayList<SealedEntry>(open.size());
    var before = head;
    for (var entry : open) {
      var stored = codec.encode(entry.event());
      var hash =
          HashChain.hash(before, run, entry.sequence(), entry.at(), stored.type(), stored.body());
      sealed.add(new SealedEntry(entry.sequence(), entry.at(), stored.type(), stored.body(), hash));
      before = hash;
    }
    return sealed;
  }

  private RunSummary summary() {
    var now = state();
    return new RunSummary(
        run,
        now.mandate().charter().agent().name(),
        now.status(),
        now.mandate().startedAt(),
        now.nextTimer().orElse(null),
        List.copyOf(leaves));
  }
}
