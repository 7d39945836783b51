package dev.interlock.testkit.campaign;

import dev.interlock.kernel.run.Status;
import dev.interlock.testkit.sim.Coverage;
import dev.interlock.testkit.sim.Report;
import java.util.Map;

/** Reports of worlds that nobody has run. */
final class Some {
  private Some() {}

  /** Even seeds complete, odd ones are stopped. */
  static Report report(long seed) {
    var status = seed % 2 == 0 ? Status.COMPLETED : Status.STOPPED;
    return new Report(seed, 10, 2, status, Coverage.of(Map.of("power cut", 3L, "unheard of", 1L)));
  }

  /** As {@link #report}, of a seed that has not been run before. */
  static Report reportFrom50(long seed) {
    if (seed < 50) throw new IllegalArgumentException("seed " + seed + " was run already");
    return report(seed);
  }

  static Tally tally(long from, long to) {
    var tally = new Tally();
    for (var seed = from; seed < to; seed++) tally.add(report(seed));
    return tally;
  }
}
