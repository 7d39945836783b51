package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.InterlockPeer;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Run;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs that wait for a person: what they take while they do, and to be taken up. */
final class Parked {
  /** Every effect waits for a person. */
  static final Map<String, String> ASSIST = Map.of("autonomy", "assist");

  private static final int AT_ONCE = 64;
  private static final Duration PARK_WITHIN = Duration.ofMinutes(2);

  private final InterlockPeer peer;

  /**
   * @param peer with an agent whose effects are held
   */
  Parked(InterlockPeer peer) {
    this.peer = peer;
  }

  /** Parks some runs to warm up, then as many as told, and looks at the heap and at the clock. */
  Findings measure(int warmUp, int runs, Duration idle) throws InterruptedException {
    var _ = park(warmUp, 1);
    var heapBefore = heapBytes();
    var before = Meter.read();
    var _ = park(runs, 1);
    var used = Meter.read().since(before);
    var heap = heapBytes() - heapBefore;
    var idleBefore = Meter.read();
    Thread.sleep(idle);
    var idled = Meter.read().since(idleBefore);
    return new Findings()
        .put("heap", (double) heap / runs)
        .put("cpu-us-to-park", used.cpuNanos() / 1e3 / runs)
        .put("idle-cpu-percent", 100.0 * idled.cpuNanos() / idled.wallNanos());
  }

  /** Has one run after the other approved at every step until it ends. */
  Findings approveEveryStep(int steps, Duration warmUp, Duration time) {
    var warming = new WarmUp(warmUp);
    do approveAll(peer.start(steps, 0));
    while (!warming.isOver());
    var before = Meter.read();
    var done = approvedFor(steps, time);
    return new Findings().perStep(Meter.read().since(before), done);
  }

  private long approvedFor(int steps, Duration time) {
    var until = System.nanoTime() + time.toNanos();
    var done = 0L;
    do {
      approveAll(peer.start(steps, 0));
      done += steps;
    } while (System.nanoTime() < until);
    return done;
  }

  private void approveAll(Run run) {
    var result = run.await(PARK_WITHIN);
    while (result.status() == Status.WAITING_APPROVAL) {
      for (var pending : run.state().pending().values()) {
        if (pending.stage() instanceof Stage.Held && pending.command() instanceof InvokeTool call) {
          var yes = new Request.Approve(call.id(), call.digest(), InterlockPeer.CLERK);
          var answer = peer.interlock().ask(run.id(), yes);
          if (!answer.done()) throw new IllegalStateException(answer.reason());
        }
      }
      result = run.await(PARK_WITHIN);
    }
    if (result.status() != Status.COMPLETED) throw new IllegalStateException(result.toString());
  }

  /** Starts runs and waits until each waits. */
  List<Run> park(int runs, int steps) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var parking = new ArrayList<Future<Run>>();
      for (var i = 0; i < runs; i++) parking.add(threads.submit(() -> parked(steps)));
      var parked = new ArrayList<Run>();
      for (var one : parking) parked.add(one.get());
      return parked;
    } catch (ExecutionException broke) {
      throw new IllegalStateException("a run did not park", broke);
    }
  }

  private Run parked(int steps) {
    var run = peer.start(steps, 0);
    var result = run.await(PARK_WITHIN);
    if (result.status() == Status.WAITING_APPROVAL) return run;
    throw new IllegalStateException("expected a run that waits, got " + result);
  }

  private static long heapBytes() {
    for (var i = 0; i < 3; i++) System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
