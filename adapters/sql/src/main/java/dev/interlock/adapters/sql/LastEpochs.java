package dev.interlock.adapters.sql;

import dev.interlock.kernel.charter.RunId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which epochs of this process were the last of their runs when somebody looked: a driver looks
 * before each deed, and who takes a run over by force rings. Thread-safe.
 */
final class LastEpochs {
  private final Bell bell;
  private final Map<RunId, Found> found = new ConcurrentHashMap<>();

  private record Found(long epoch, long rings) {}

  LastEpochs(Bell bell) {
    this.bell = bell;
  }

  /** Returns how often the bell was rung. Ask before you look for the last epoch. */
  long rings() {
    return bell.rings();
  }

  /** Whether it was found to be the last at that count of rings, and so is it still. */
  boolean contains(RunId run, long epoch, long rings) {
    return rings != Bell.UNSETTLED && Objects.equals(found.get(run), new Found(epoch, rings));
  }

  /** Takes note that it is the last. */
  void found(RunId run, long epoch, long rings) {
    found.put(run, new Found(epoch, rings));
  }

  void forget(RunId run) {
    found.remove(run);
  }
}
