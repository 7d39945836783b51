package dev.interlock.runtime.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event.DriverStarted;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.runtime.codec.SnapshotCodec;
import dev.interlock.runtime.journal.Journal.Ownership;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes runs over and drives them on the calling thread. Thread-safe. */
public final class Drivers {
  private final Workshop workshop;
  private final SnapshotCodec snapshots = new SnapshotCodec();
  private final KitMaker kits;
  private final Watcher watcher;
  private final BiConsumer<RunId, Request.Late> late;
  private final Runnable endOrphans;
  private final ProcessHandle process = ProcessHandle.current();
  private volatile boolean leaving;

  /**
   * @param kits makes hands and eyes for a charter; called once per drive, and only if they are
   *     needed
   * @param late takes answers that come after their timeout, from any thread
   * @param endOrphans ends what dead processes left running; called before anything is done again
   */
  public Drivers(
      Workshop workshop,
      KitMaker kits,
      Watcher watcher,
      BiConsumer<RunId, Request.Late> late,
      Runnable endOrphans) {
    this.workshop = workshop;
    this.kits = kits;
    this.watcher = watcher;
    this.late = late;
    this.endOrphans = endOrphans;
  }

  /**
   * Begins a run that does not exist yet and drives it until it ends or waits.
   *
   * @param underWay called once the first entry is durable
   * @throws IllegalStateException if somebody owns a run of that id; nothing was written
   */
  public Left begin(RunStarted first, Runnable underWay) {
    var ownership =
        workshop
            .store()
            .journal()
            .own(first.run())
            .orElseThrow(() -> new IllegalStateException("run " + first.run() + " exists"));
    Left left;
    try (ownership) {
      left = driver(first.run(), ownership, null).begin(first, underWay);
    }
    return lookedAgain(first.run(), left);
  }

  /**
   * Takes up a run and drives it until it ends or waits.
   *
   * @param force whether to take it from a process that seems to drive it
   * @param underWay called once the run is owned
   * @return empty if somebody drives it, or there is no such run
   * @throws JournalCorruptException if its journal cannot be read; nothing was written
   */
  public Optional<Left> resume(RunId run, boolean force, Runnable underWay) {
    var journal = workshop.store().journal();
    if (journal.head(run).filter(head -> head.sequence() > 0).isEmpty()) return Optional.empty();
    var ownership = force ? journal.takeOver(run) : journal.own(run);
    if (ownership.isEmpty()) return Optional.empty();
    Left left;
    try (var owned = ownership.get()) {
      underWay.run();
      var cache = new StateCache(run, workshop.store(), workshop.codec(), snapshots);
      var loaded =
          cache.load().orElseThrow(() -> new JournalCorruptException("run " + run + " is empty"));
      if (loaded.state().pending().values().stream().anyMatch(Pending::underWay)) endOrphans.run();
      left = driver(run, owned, new Found(cache, loaded)).resume();
    }
    return Optional.of(lookedAgain(run, left));
  }

  /** A letter that came while the run was being let go of has nobody else to open it. */
  private Left lookedAgain(RunId run, Left left) {
    return left == Left.FENCED || workshop.store().journal().inbox(run).isEmpty()
        ? left
        : resume(run, false, () -> {}).orElse(left);
  }

  /**
   * Returns how a run stands, read from its snapshot and the entries since; drives nothing.
   *
   * @throws JournalCorruptException if it has no entries, or they cannot follow each other
   */
  public RunState look(RunId run) {
    return new StateCache(run, workshop.store(), workshop.codec(), snapshots).look();
  }

  /** Has every driver let go of its run as soon as what was permitted is done. */
  public void leave() {
    leaving = true;
  }

  private record Found(StateCache cache, StateCache.Loaded loaded) {}

  private RunDriver driver(RunId run, Ownership ownership, @Nullable Found found) {
    var cache =
        found == null
            ? new StateCache(run, workshop.store(), workshop.codec(), snapshots)
            : found.cache;
    var announcement = found == null ? null : announcement(ownership.epoch());
    var from = found == null ? null : found.loaded;
    var log = new RunLog(run, ownership.epoch(), workshop, announcement, from);
    if (found != null) {
      workshop.store().index().get(run).ifPresent(known -> log.leaves().addAll(known.leaves()));
    }
    var outside = new Outside(watcher, answer -> late.accept(run, answer), () -> leaving);
    return new RunDriver(log, cache, workshop, once(log), kits, outside);
  }

  private Supplier<Kit> once(RunLog log) {
    return new Supplier<>() {
      private @Nullable Kit kit;

      @Override
      public Kit get() {
        if (kit == null) kit = kits.kit(log.state().mandate());
        return kit;
      }
    };
  }

  private DriverStarted announcement(long epoch) {
    var startedAt = process.info().startInstant().orElse(Instant.EPOCH);
    return new DriverStarted(epoch, process.pid(), startedAt.truncatedTo(ChronoUnit.MICROS));
  }
}
