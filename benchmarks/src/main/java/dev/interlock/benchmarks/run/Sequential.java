package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.Peer;
import dev.interlock.benchmarks.workload.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** One run after the other: what a step costs a peer that has the machine to itself. */
final class Sequential {
  private static final int WARMING = 16;

  private final Peer peer;
  private final int steps;
  private final AtomicLong stepsDone = new AtomicLong();

  Sequential(Peer peer, int steps) {
    this.peer = peer;
    this.steps = steps;
  }

  /**
   * Warms up, then measures whole runs for a while, and at least one. It warms up with several runs
   * at once: one that waits for the disk at each step would take minutes to get compiled.
   */
  Findings measure(Duration warmUp, Duration time) throws InterruptedException {
    var warming = new WarmUp(warmUp);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var i = 0; i < WARMING; i++) all.add(threads.submit(() -> warm(warming)));
      for (var one : all) {
        var _ = one.get();
      }
    } catch (ExecutionException broke) {
      throw new IllegalStateException("a run did not end well", broke);
    }
    var before = Meter.read();
    var runs = runs(time);
    return new Findings().perStep(Meter.read().since(before), (long) runs * steps);
  }

  private void warm(WarmUp warming) {
    do run();
    while (!warming.isOver());
  }

  /** Returns how many steps there were, those that warmed up among them. */
  long stepsDone() {
    return stepsDone.get();
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
    var _ = stepsDone.addAndGet(steps);
  }

  private void check(String answer) {
    var expected = Script.answer(steps);
    if (!answer.equals(expected)) {
      throw new IllegalStateException("expected '" + expected + "', got '" + answer + "'");
    }
  }
}
