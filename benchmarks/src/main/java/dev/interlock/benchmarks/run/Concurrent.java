package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.Peer;
import dev.interlock.benchmarks.workload.StepTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many runs at once, each followed by another when it ends. What is measured is a stretch of time
 * in the middle, so that neither the beginning nor the end counts.
 */
final class Concurrent {
  private static final Duration END_WITHIN = Duration.ofMinutes(5);

  private final Peer peer;
  private final int runs;
  private final int steps;
  private final AtomicLong commits;
  private volatile boolean over;

  /**
   * @param runs how many at once
   * @param steps of each
   * @param commits counts up with each commit to disk
   */
  Concurrent(Peer peer, int runs, int steps, AtomicLong commits) {
    this.peer = peer;
    this.runs = runs;
    this.steps = steps;
    this.commits = commits;
  }

  Findings measure(Duration warmUp, Duration time) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<?>>();
      for (var number = 0; number < runs; number++) {
        var worker = number;
        all.add(threads.submit(() -> work(worker)));
      }
      new WarmUp(warmUp).await();
      var commitsBefore = commits.get();
      StepTimes.keep(runs);
      var before = Meter.read();
      Thread.sleep(time);
      var used = Meter.read().since(before);
      var nanos = StepTimes.kept();
      var committed = commits.get() - commitsBefore;
      over = true;
      awaitAll(all);
      return findings(used, nanos).put("steps-per-commit", (double) nanos.length / committed);
    }
  }

  private static Findings findings(Meter used, long[] nanos) {
    if (nanos.length == 0) throw new IllegalStateException("no step ended while it was measured");
    return new Findings()
        .perStep(used, nanos.length)
        .put("steps-per-s", nanos.length * 1e9 / used.wallNanos())
        .put("p50-us", nanos[nanos.length / 2] / 1e3)
        .put("p99-us", nanos[(int) (nanos.length * 0.99)] / 1e3);
  }

  private void work(int number) {
    while (!over) {
      var _ = peer.run(steps, number);
    }
  }

  private static void awaitAll(List<Future<?>> all) throws InterruptedException {
    for (var one : all) {
      try {
        var _ = one.get(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException broke) {
        throw new IllegalStateException("a run did not end well", broke);
      }
    }
  }
}
