package dev.interlock.testkit.campaign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands out seeds in batches, and takes what came of them. What is settled is always an unbroken
 * row of seeds from the first, so that a campaign can go on from there. Thread-safe.
 */
final class Ledger {
  private static final long BATCH = 100;

  private final long end;
  private final Tally settled;
  private final Map<Long, Done> ahead = new TreeMap<>();
  private long handedOut;
  private long settledTo;
  private long seedsAhead;
  private @Nullable Violation violation;

  /**
   * @param next the first seed to hand out
   * @param end the seed after the last
   * @param before what came of the seeds before
   */
  Ledger(long next, long end, Tally before) {
    this.end = end;
    this.handedOut = next;
    this.settledTo = next;
    this.settled = before.copy();
  }

  /** Seeds from {@code from} to before {@code to}. */
  record Batch(long from, long to) {}

  private record Done(long to, Tally tally) {}

  /**
   * How far it has come.
   *
   * @param next the first seed that is not settled
   * @param tally of the seeds before it
   * @param ahead how many seeds after it are done as well
   */
  record Standing(long next, Tally tally, long ahead) {}

  /** Returns the next batch; empty if none is left or the campaign stops. */
  synchronized Optional<Batch> next() {
    if (violation != null || handedOut >= end) return Optional.empty();
    var batch = new Batch(handedOut, Math.min(handedOut + BATCH, end));
    handedOut = batch.to;
    return Optional.of(batch);
  }

  synchronized void done(Batch batch, Tally tally) {
    ahead.put(batch.from, new Done(batch.to, tally));
    seedsAhead += tally.seeds();
    for (var next = ahead.remove(settledTo); next != null; next = ahead.remove(settledTo)) {
      settled.add(next.tally);
      seedsAhead -= next.tally.seeds();
      settledTo = next.to;
    }
  }

  /** Stops the campaign; of several violations the one with the lowest seed is kept. */
  synchronized void violated(Violation found) {
    if (violation == null || found.seed() < violation.seed()) violation = found;
  }

  synchronized Optional<Violation> violation() {
    return Optional.ofNullable(violation);
  }

  synchronized Standing standing() {
    return new Standing(settledTo, settled.copy(), seedsAhead);
  }
}
