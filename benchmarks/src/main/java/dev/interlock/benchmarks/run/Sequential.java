package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.Peer;
import dev.interlock.benchmarks.workload.Script;
import java.time.Duration;

/** One run after the other: what a step costs a peer that has the machine to itself. */
final class Sequential {
  private final Peer peer;
  private final int steps;

  Sequential(Peer peer, int steps) {
    this.peer = peer;
    this.steps = steps;
  }

  /** Warms up for a while, then measures whole runs for as long, and at least one. */
  Findings measure(Duration warmUp, Duration time) {
    var _ = runs(warmUp);
    var before = Meter.read();
    var runs = runs(time);
    return new Findings().perStep(Meter.read().since(before), (long) runs * steps);
  }

  private int runs(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var runs = 0;
    do {
      check(peer.run(steps, 0));
      runs++;
    } while (System.nanoTime() < until);
    return runs;
  }

  private void check(String answer) {
    var expected = Script.answer(steps);
    if (!answer.equals(expected)) {
      throw new IllegalStateException("expected '" + expected + "', got '" + answer + "'");
    }
  }
}
