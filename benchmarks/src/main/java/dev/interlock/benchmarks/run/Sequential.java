package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.Peer;
import dev.interlock.benchmarks.workload.Script;
import java.time.Duration;

/** One run after the other: what a step costs a peer that has the machine to itself. */
final class Sequential {
  private final Peer peer;
  private final int steps;
  private long stepsDone;

  Sequential(Peer peer, int steps) {
    this.peer = peer;
    this.steps = steps;
  }

  /** Warms up, then measures whole runs for a while, and at least one. */
  Findings measure(Duration warmUp, Duration time) {
    var warming = new WarmUp(warmUp);
    do run();
    while (!warming.isOver());
    var before = Meter.read();
    var runs = runs(time);
    return new Findings().perStep(Meter.read().since(before), (long) runs * steps);
  }

  /** Returns how many steps there were, those that warmed up among them. */
  long stepsDone() {
    return stepsDone;
  }

  private int runs(Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var runs = 0;
    do {
      run();
      runs++;
    } while (System.nanoTime() < until);
    return runs;
  }

  private void run() {
    check(peer.run(steps, 0));
    stepsDone += steps;
  }

  private void check(String answer) {
    var expected = Script.answer(steps);
    if (!answer.equals(expected)) {
      throw new IllegalStateException("expected '" + expected + "', got '" + answer + "'");
    }
  }
}
