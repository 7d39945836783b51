package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.StaleEpochException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one writer: a platform thread that puts whatever waits into one transaction, and tells nobody
 * before it is on disk. Thread-safe.
 *
 * <ul>
 *   <li>A refused work (stale, or a condition that does not hold) has changed nothing, so the rest
 *       of its group is written.
 *   <li>Deeds go first in their group, so that one which breaks the transaction takes nothing of
 *       others with it: the group begins anew without it.
 *   <li>If a group cannot be committed, everybody in it is told that the outcome is unknown, and
 *       nothing is accepted any more until the store is opened anew: what SQLite holds after a
 *       failed sync is no ground to build on.
 *   <li>If a group takes too long, everybody in it is told that the outcome is unknown, and nothing
 *       is accepted until it is through.
 *   <li>If another process holds the file for too long, the group is refused and the writer goes
 *       on.
 * </ul>
 */
final class GroupCommit implements AutoCloseable {
  static final int GROUP_MAX = 256;
  static final int WAITING_MAX = 4096;
  private static final Duration SPACE_WITHIN_MAX = Duration.ofSeconds(30);
  private static final Duration LINGER_MAX = Duration.ofMillis(50);
  private static final Duration COMMIT_WITHIN_MAX = Duration.ofSeconds(60);
  private static final Duration DEEDS_WITHIN = Duration.ofMillis(250);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(20);

  private final Session session;
  private final Bell bell;
  private final Probe probe;
  private final Duration commitWithin;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition space = lock.newCondition();
  private final Deque<Waiting<?>> queue = new ArrayDeque<>();
  private int awaited;
  private boolean closed;
  private long groupsThrough;
  private boolean stuck;
  private @Nullable Throwable failure;

  /** The session is the writer's alone from now on. */
  GroupCommit(Session session, Bell bell, Probe probe) {
    this(session, bell, probe, COMMIT_WITHIN_MAX);
  }

  GroupCommit(Session session, Bell bell, Probe probe, Duration commitWithin) {
    this.commitWithin = commitWithin;
    this.session = session;
    this.bell = bell;
    this.probe = probe;
    this.thread = Thread.ofPlatform().name("interlock-writer").daemon().start(this::writeAll);
  }

  /**
   * Waits until {@code work} is on disk and returns its result.
   *
   * @throws StaleEpochException if the work says so; it has changed nothing
   * @throws ConditionFailedException if the work says so; it has changed nothing
   * @throws JournalUnavailableException if the group of the work was not committed, or nobody knows
   */
  <T> T write(Work<T> work) {
    return answered(new Waiting<>(work, Waiting.Kind.AWAITED));
  }

  /** As {@link #write}, for what drivers in any process must notice: letters and switches. */
  <T> T writeAndRing(Work<T> work) {
    return answered(new Waiting<>(work, Waiting.Kind.RINGING));
  }

  /** As {@link #write}, for a deed of a tool's. What its body throws comes out of here. */
  <T> T perform(Work<T> deed) {
    return answered(new Waiting<>(deed, Waiting.Kind.DEED));
  }

  private <T> T answered(Waiting<T> waiting) {
    enqueue(waiting);
    return waiting.answer();
  }

  /** Has {@code work} done with the next group, or soon. It may be lost. */
  void writeLater(Work<?> work) {
    lock.lock();
    try {
      if (closed || failure != null || queue.size() >= WAITING_MAX / 2) return;
      queue.add(new Waiting<>(work, Waiting.Kind.LEFT));
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void enqueue(Waiting<?> waiting) {
    lock.lock();
    try {
      awaitSpace();
      if (failure != null) {
        throw new JournalUnavailableException(
            "the writer has stopped, open the store anew; nothing was written", failure);
      }
      if (closed) throw notWritten("the store is closed");
      if (stuck) throw notWritten("a commit has not ended within " + commitWithin);
      queue.add(waiting);
      awaited++;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private void awaitSpace() {
    var nanos = SPACE_WITHIN_MAX.toNanos();
    while (queue.size() >= WAITING_MAX && !closed && failure == null) {
      if (nanos <= 0) throw notWritten("too many writes are waiting");
      try {
        nanos = space.awaitNanos(nanos);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new JournalUnavailableException("interrupted; nothing was written", interrupted);
      }
    }
  }

  private static JournalUnavailableException notWritten(String why) {
    return new JournalUnavailableException(
        why + "; nothing was written", new IllegalStateException(why));
  }

  private void writeAll() {
    for (var group = next(); !group.isEmpty(); group = next()) {
      var through = watched(group);
      commit(group);
      var _ = through.complete(null);
    }
  }

  /** Waits for work and takes it; empty when there will be no more. */
  private List<Waiting<?>> next() {
    lock.lock();
    try {
      groupsThrough++;
      stuck = false;
      while (queue.isEmpty() && !closed) arrived.awaitUninterruptibly();
      linger();
      var group = new ArrayList<Waiting<?>>();
      while (group.size() < GROUP_MAX && !queue.isEmpty()) group.add(queue.remove());
      for (var waiting : group) if (waiting.awaited()) awaited--;
      space.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }

  /** What nobody waits for is not worth a sync of its own while somebody may come. */
  private void linger() {
    var nanos = LINGER_MAX.toNanos();
    while (awaited == 0 && !closed && nanos > 0) {
      try {
        nanos = arrived.awaitNanos(nanos);
      } catch (InterruptedException _) {
        return; // nobody interrupts this thread; if somebody does, the group goes without company
      }
    }
  }

  private void commit(List<Waiting<?>> group) {
    try {
      session.change("BEGIN IMMEDIATE");
    } catch (SQLException busy) {
      for (var waiting : group) waiting.fail("nothing was written", busy);
      return;
    }
    try {
      performDeeds(group);
      var ring = group.stream().anyMatch(Waiting::rings) ? bell.begin() : Bell.UNSETTLED;
      for (var waiting : group) if (!waiting.isDeed()) waiting.perform(session);
      probe.passing(Point.BEFORE_SYNC);
      session.change("COMMIT");
      probe.passing(Point.AFTER_SYNC);
      bell.end(ring);
    } catch (SQLException | RuntimeException | Error cause) {
      stop(group, cause);
      return;
    }
    for (var waiting : group) waiting.tell();
  }

  /** Does the deeds of a group, as many as there is time for; the others are left to the next. */
  private void performDeeds(List<Waiting<?>> group) throws SQLException {
    var deeds = group.stream().filter(Waiting::isDeed).toList();
    var began = System.nanoTime();
    for (var next = 0; next < deeds.size(); next++) {
      if (next > 0 && System.nanoTime() - began > DEEDS_WITHIN.toNanos()) {
        putBack(group, deeds.subList(next, deeds.size()));
        return;
      }
      try {
        deeds.get(next).perform(session);
      } catch (TransactionLostException lost) {
        beginAnew();
        next = -1;
      }
    }
  }

  /** What is left of a transaction that a deed broke is nothing, or only what deeds have done. */
  private void beginAnew() throws SQLException {
    try {
      session.change("ROLLBACK");
    } catch (SQLException gone) {
      // SQLite has rolled it back already.
    }
    session.change("BEGIN IMMEDIATE");
  }

  private void putBack(List<Waiting<?>> group, List<Waiting<?>> left) {
    group.removeAll(left);
    lock.lock();
    try {
      for (var waiting : left.reversed()) queue.addFirst(waiting);
      awaited += left.size();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the group up if the future that is returned is not completed in time. */
  private CompletableFuture<Void> watched(List<Waiting<?>> group) {
    var through = new CompletableFuture<Void>();
    var before = groupsThrough;
    var _ =
        through
            .orTimeout(commitWithin.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionally(late -> {
              giveUp(group, before, late);
              return null;
            });
    return through;
  }

  private void stop(List<Waiting<?>> group, Throwable cause) {
    lock.lock();
    try {
      failure = cause;
    } finally {
      lock.unlock();
    }
    try {
      session.change("ROLLBACK");
    } catch (SQLException tooLate) {
      cause.addSuppressed(tooLate); // there is no transaction any more
    }
    fail(group, cause);
  }

  /** Tells everybody who waits, unless the group has come through meanwhile. */
  private void giveUp(List<Waiting<?>> group, long before, Throwable late) {
    lock.lock();
    try {
      if (groupsThrough != before) return;
      stuck = true;
    } finally {
      lock.unlock();
    }
    fail(group, late);
  }

  private void fail(List<Waiting<?>> group, Throwable cause) {
    var stranded = new ArrayList<Waiting<?>>();
    lock.lock();
    try {
      stranded.addAll(queue);
      queue.clear();
      awaited = 0;
      space.signalAll();
    } finally {
      lock.unlock();
    }
    for (var waiting : group) waiting.fail("whether it was written is unknown, read again", cause);
    for (var waiting : stranded) waiting.fail("nothing was written", cause);
  }

  /** Writes what waits, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
      space.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!thread.join(CLOSE_MAX)) {
        throw new IllegalStateException("the writer did not end within " + CLOSE_MAX);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be written, on the writer's thread, within a transaction. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Checks, then changes rows.
     *
     * @throws StaleEpochException before it has changed a row
     * @throws ConditionFailedException before it has changed a row
     */
    T in(Session session) throws SQLException;
  }
}
