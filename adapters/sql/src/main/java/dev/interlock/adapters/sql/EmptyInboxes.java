package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which inboxes are known to be empty, of the runs that this process drives: a driver looks twice a
 * step, and hardly ever finds a letter. Thread-safe.
 */
final class EmptyInboxes {
  private final Bell bell;
  private final Map<RunId, Long> foundAt = new ConcurrentHashMap<>();

  EmptyInboxes(Bell bell) {
    this.bell = bell;
  }

  /** Remembers this run's inbox from now on. */
  void remember(RunId run) {
    foundAt.put(run, Bell.UNSETTLED);
  }

  void forget(RunId run) {
    foundAt.remove(run);
  }

  /** Returns how often the bell was rung. Ask before you look into an inbox. */
  long rings() {
    return bell.rings();
  }

  /** Whether the inbox was found empty at that count of rings, and so is empty still. */
  boolean contains(RunId run, long rings) {
    return rings != Bell.UNSETTLED && Objects.equals(foundAt.get(run), rings);
  }

  /** Takes note that the inbox is empty. */
  void found(RunId run, long rings) {
    foundAt.replace(run, rings);
  }
}
