package dev.interlock.runtime.host;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives runs in this process: one virtual thread per active run. A parked run holds nothing here; one
 * timer watches the store for the earliest run that time will wake.
 */
public final class LocalHost implements RunHost, AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final int DUE_MAX = 256;

  private final Drivers drivers;
  private final RunIndex index;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("interlock-timer").factory());

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<RunId, Active> active = new HashMap<>();
  private final Map<RunId, RuntimeException> broken = new HashMap<>();
  private boolean closed;

  /** A run that is being driven, and whether something came up meanwhile. */
  private static final class Active {
    boolean again;
  }

  public LocalHost(Drivers drivers, RunIndex index, InstantSource clock) {
    this.drivers = drivers;
    this.index = index;
    this.clock = clock;
  }

  /** Begins a new run on a thread of its own. */
  public void begin(RunStarted first) {
    launch(first.run(), () -> Optional.of(drivers.begin(first)));
  }

  @Override
  public void wake(RunId run) {
    launch(run, () -> drivers.resume(run, false));
  }

  /** Takes the run from a process that seems to drive it but stands still. */
  public void takeOver(RunId run) {
    launch(run, () -> drivers.resume(run, true));
  }

  @Override
  public void wakeAt(RunId run, Instant when) {
    var wait = Math.max(0, Duration.between(clock.instant(), when).toMillis() + 1);
    lock.lock();
    try {
      if (closed) return;
      var _ = timer.schedule(() -> wake(run), wait, TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a thread of this process drives the run. */
  public boolean drives(RunId run) {
    lock.lock();
    try {
      return active.containsKey(run);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until no thread of this process drives the run, or the time is up.
   *
   * @return what broke the last drive of the run; empty if nothing did
   */
  public Optional<RuntimeException> awaitLeft(RunId run, Duration atMost)
      throws InterruptedException {
    var nanos = atMost.toNanos();
    lock.lock();
    try {
      while (active.containsKey(run) && nanos > 0) nanos = changed.awaitNanos(nanos);
      return Optional.ofNullable(broken.get(run));
    } finally {
      lock.unlock();
    }
  }

  private void launch(RunId run, Supplier<Optional<Left>> drive) {
    lock.lock();
    try {
      if (closed) return;
      var already = active.get(run);
      if (already != null) {
        already.again = true;
        return;
      }
      active.put(run, new Active());
      broken.remove(run);
    } finally {
      lock.unlock();
    }
    var _ = Thread.ofVirtual().name("run-" + run).start(() -> drive(run, drive));
  }

  private void drive(RunId run, Supplier<Optional<Left>> first) {
    @Nullable Supplier<Optional<Left>> next = first;
    @Nullable RuntimeException surprise = null;
    while (next != null) {
      try {
        var _ = next.get();
        surprise = null;
      } catch (RuntimeException broke) {
        surprise = broke;
      }
      next = left(run, surprise) ? () -> drivers.resume(run, false) : null;
    }
    if (surprise == null) index.get(run).ifPresent(known -> wakeLater(run, known.wakeAt()));
  }

  /** Returns whether the run must be driven again. */
  private boolean left(RunId run, @Nullable RuntimeException surprise) {
    lock.lock();
    try {
      var one = active.get(run);
      if (surprise == null && one != null && one.again && !closed) {
        one.again = false;
        return true;
      }
      active.remove(run);
      if (surprise != null) broken.put(run, surprise);
      changed.signalAll();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void wakeLater(RunId run, @Nullable Instant when) {
    if (when != null) wakeAt(run, when);
  }

  /** Wakes what a process before this one left to the clock. */
  public void wakeDue() {
    for (var run : index.due(clock.instant(), DUE_MAX)) wake(run);
  }

  /** Lets the runs that are being driven reach a place to stop, for a bounded time. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      var nanos = CLOSE_WITHIN.toNanos();
      while (!active.isEmpty() && nanos > 0) nanos = changed.awaitNanos(nanos);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
      var _ = timer.shutdownNow();
    }
  }
}
