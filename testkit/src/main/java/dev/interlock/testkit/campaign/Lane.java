package dev.interlock.testkit.campaign;

import dev.interlock.testkit.sim.Report;
import java.time.Duration;
import java.util.function.LongFunction;

/** Runs one world after the other, each on the seed that the ledger hands out. */
final class Lane implements Runnable {
  private final Ledger ledger;
  private final LongFunction<Report> world;
  private volatile long seed = -1;
  private volatile long since;

  /**
   * @param world runs the world of a seed to its end, and throws if an invariant does not hold
   */
  Lane(Ledger ledger, LongFunction<Report> world) {
    this.ledger = ledger;
    this.world = world;
  }

  @Override
  public void run() {
    for (var batch = ledger.next(); batch.isPresent(); batch = ledger.next()) run(batch.get());
    seed = -1;
  }

  private void run(Ledger.Batch batch) {
    var tally = new Tally();
    for (var at = batch.from(); at < batch.to(); at++) {
      if (ledger.violation().isPresent()) return;
      since = System.nanoTime();
      seed = at;
      try {
        tally.add(world.apply(at));
      } catch (RuntimeException | Error thrown) {
        ledger.violated(Violation.of(at, thrown));
        return;
      }
    }
    ledger.done(batch, tally);
  }

  /** Stops the campaign if the world that is being run has not ended for so long. */
  void requireToEndWithin(Duration most) {
    var at = seed;
    var ran = Duration.ofNanos(System.nanoTime() - since);
    if (at < 0 || ran.compareTo(most) <= 0) return;
    ledger.violated(
        new Violation(at, "has not ended for " + ran.toSeconds() + " s", "no story is known"));
  }
}
