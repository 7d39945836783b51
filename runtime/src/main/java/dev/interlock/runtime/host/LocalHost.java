package dev.interlock.runtime.host;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.loop.Drivers;
import dev.interlock.runtime.loop.RunDriver.Left;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drives runs in this process: one virtual thread per active run. A parked run holds nothing here,
 * unless its timer is near; the store is looked at now and then for runs whose time has come.
 */
public final class LocalHost implements RunHost, AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final Duration BEGIN_WITHIN = Duration.ofSeconds(60);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  /**
   * Who took the run is left in peace for so long, lest it lose the run in the middle of a deed.
   */
  private static final Duration AFTER_FENCED = Duration.ofSeconds(1);

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

  public LocalHost(Drivers drivers, RunIndex index, InstantSource clock) {
    this.drivers = drivers;
    this.index = index;
    this.clock = clock;
  }

  /**
   * Begins a new run on a thread of its own. When this returns, its first entry is durable.
   *
   * @throws RuntimeException what kept it from beginning; nothing was written
   */
  public void begin(RunStarted first) {
    var began = new CompletableFuture<Boolean>();
    launch(first.run(), began, false, owned -> Optional.of(drivers.begin(first, owned)));
    if (!await(began)) {
      throw new IllegalStateException("run " + first.run() + " exists; nothing was written");
    }
  }

  @Override
  public void wake(RunId run) {
    launch(run, new CompletableFuture<>(), false, owned -> drivers.resume(run, false, owned));
  }

  /** Has the run driven now; returns false if another process drives it. */
  public boolean resume(RunId run) {
    return resume(run, false);
  }

  /** Takes the run from a process that seems to drive it but stands still. */
  public boolean takeOver(RunId run) {
    return resume(run, true);
  }

  private boolean resume(RunId run, boolean force) {
    var taken = new CompletableFuture<Boolean>();
    launch(run, taken, force, owned -> drivers.resume(run, force, owned));
    return await(taken);
  }

  private static boolean await(CompletableFuture<Boolean> begun) {
    try {
      return begun.get(BEGIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException broke) {
      throw broke.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(broke.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("the store did not answer in " + BEGIN_WITHIN, late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the run may have begun", interrupted);
    }
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
  public Optional<RuntimeException> awaitLeft(RunId run, Duration atMost) {
    var nanos = atMost.toNanos();
    lock.lock();
    try {
      while (active.containsKey(run) && nanos > 0) nanos = changed.awaitNanos(nanos);
      return Optional.ofNullable(broken.get(run));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param begun completed when the run is being driven: false if it is not driven here after all
   * @param drive is given what to call once the run is owned
   */
  private void launch(
      RunId run,
      CompletableFuture<Boolean> begun,
      boolean force,
      Function<Runnable, Optional<Left>> drive) {
    lock.lock();
    try {
      if (closed) throw new IllegalStateException("closed");
      var already = active.get(run);
      if (already != null) {
        already.ask(begun, force);
        return;
      }
      active.put(run, new Active(begun));
      broken.remove(run);
    } finally {
      lock.unlock();
    }
    var _ = Thread.ofVirtual().name("run-" + run).start(() -> drive(run, drive));
  }

  private void drive(RunId run, Function<Runnable, Optional<Left>> first) {
    @Nullable Function<Runnable, Optional<Left>> next = first;
    @Nullable RuntimeException surprise = null;
    var fenced = false;
    while (next != null) {
      surprise = null;
      try {
        fenced = next.apply(() -> owned(run)).filter(left -> left == Left.FENCED).isPresent();
      } catch (RuntimeException broke) {
        surprise = broke;
      } catch (Error broke) {
        surprise = new IllegalStateException("the drive of run " + run + " broke: " + broke, broke);
      }
      next = left(run, surprise, fenced);
    }
    if (fenced) wakeAt(run, clock.instant().plus(AFTER_FENCED));
    else if (surprise == null) wakeInTime(run);
  }

  /** Whoever opens a store that was closed meanwhile finds the timer in it. */
  private void wakeInTime(RunId run) {
    try {
      index.get(run).ifPresent(known -> wakeSoon(run, known.wakeAt()));
    } catch (JournalUnavailableException gone) {
      if (!isClosed()) throw gone;
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void owned(RunId run) {
    lock.lock();
    try {
      var one = active.get(run);
      if (one != null) one.owned();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the next drive; null if the run is let go of. */
  private @Nullable Function<Runnable, Optional<Left>> left(
      RunId run, @Nullable RuntimeException surprise, boolean fenced) {
    lock.lock();
    try {
      var one = active.get(run);
      if (one == null) return null;
      if (surprise == null && one.again(fenced) && !closed) {
        var force = one.next();
        return owned -> drivers.resume(run, force, owned);
      }
      active.remove(run);
      for (var asking : one.everybody()) {
        var _ = surprise == null ? asking.complete(false) : asking.completeExceptionally(surprise);
      }
      if (surprise != null) broken.put(run, surprise);
      changed.signalAll();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** A timer that is not near is left to the sweep: a parked run holds nothing here. */
  private void wakeSoon(RunId run, @Nullable Instant when) {
    var sweep = clock.instant().plus(SWEEP_EVERY).plus(SWEEP_EVERY);
    if (when != null && when.isBefore(sweep)) wakeAt(run, when);
  }

  /** From now on, wakes every run of the store whose time has come, whoever parked it. */
  public void sweep() {
    var every = SWEEP_EVERY.toMillis();
    var _ = timer.scheduleWithFixedDelay(this::wakeDue, every, every, TimeUnit.MILLISECONDS);
  }

  /** A sweep that fails is made again: a task that throws would be the timer's last. */
  private void wakeDue() {
    try {
      for (var run : index.due(clock.instant(), DUE_MAX)) wake(run);
    } catch (RuntimeException _) {
      // The store was busy, or this host is being closed; what is due stays due.
    }
  }

  /** Lets the runs that are being driven reach a place to stop, for a bounded time. */
  @Override
  public void close() {
    drivers.leave();
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
