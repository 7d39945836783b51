package dev.interlock.runtime.journal;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds runs. Thread-safe. */
public interface RunIndex {

  Optional<RunSummary> get(RunId run);

  /** Returns runs whose id begins with {@code prefix}, at most {@code max} of them. */
  List<RunId> startingWith(String prefix, int max);

  /** Returns one page, newest first. */
  List<RunSummary> list(Query query);

  /** Returns runs that have not ended and whose timer is due at {@code now}, earliest first. */
  List<RunId> due(Instant now, int max);

  /** Returns the earliest timer of any run that has not ended. */
  Optional<Instant> nextWake();

  /**
   * Which runs.
   *
   * @param status only runs of this one; null for all
   * @param leaf only runs with this failure; null for all
   * @param unended only runs that have not ended
   * @param after the last run of the page before; null for the first page
   * @param max how many at the most; 1 or more
   */
  record Query(
      @Nullable Status status,
      @Nullable Leaf leaf,
      boolean unended,
      @Nullable RunId after,
      int max) {
    public static Query unended(int max) {
      return new Query(null, null, true, null, max);
    }
  }
}
