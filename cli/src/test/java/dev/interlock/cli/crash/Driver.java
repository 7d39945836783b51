package dev.interlock.cli.crash;

import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.RunIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process that takes up every run of a desk, starts new ones and drives them all until it is
 * killed, or until nothing is left to do. It says on its output what it has promised.
 */
final class Driver {
  /** Says that {@code start} has returned: {@code run ID}. */
  static final String RUN = "run ";

  /** Says that every run that could be taken up has been. */
  static final String RESUMED = "resumed";

  /** Says that a thread stands at the point where it was told to. */
  static final String STANDING = "standing";

  /** Says that every run has ended or waits for a person. */
  static final String QUIET = "quiet";

  private static final int RUNS_MAX = 10_000;
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(60);
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Set<Status> MOVING = EnumSet.of(Status.RUNNING, Status.WAITING_TIMER);

  private final Interlock interlock;
  private final Desk desk;

  private Driver(Interlock interlock, Desk desk) {
    this.interlock = interlock;
    this.desk = desk;
  }

  /**
   * What a life is to be like.
   *
   * @param point where a thread is to stand still for ever; null for nowhere
   * @param passing at which passing of that point, from 1
   * @param life tells the goals of one life from those of another
   * @param active how many runs are to be under way, old and new
   * @param finishes whether to end when nothing is left to do, and to start nothing
   * @param settles whether a person first settles what was unknown before this life
   */
  record Plan(
      @Nullable Point point, int passing, int life, int active, boolean finishes, boolean settles) {

    static Plan finishing() {
      return new Plan(null, 0, 0, 0, true, false);
    }

    String[] arguments() {
      return new String[] {
        point == null ? "-" : point.name(),
        Integer.toString(passing),
        Integer.toString(life),
        Integer.toString(active),
        Boolean.toString(finishes),
        Boolean.toString(settles)
      };
    }

    private static Plan of(String[] words) {
      return new Plan(
          words[1].equals("-") ? null : Point.valueOf(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          Integer.parseInt(words[4]),
          Boolean.parseBoolean(words[5]),
          Boolean.parseBoolean(words[6]));
    }
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    var desk = new Desk(Path.of(words[0]));
    var plan = Plan.of(words);
    var options = Options.in(desk.data()).probedBy(stall(plan));
    try (var interlock = Interlock.open(options)) {
      var driver = new Driver(interlock, desk);
      driver.live(plan);
      if (plan.finishes()) driver.finish();
      else while (System.in.read() >= 0) {} // until it is killed, or nobody is there to kill it
    }
  }

  private static Probe stall(Plan plan) {
    if (plan.point() == null) return Probe.NONE;
    var passed = new AtomicInteger();
    return point -> {
      if (point != plan.point() || passed.incrementAndGet() != plan.passing()) return;
      say(STANDING);
      await(new CountDownLatch(1), Duration.ofDays(1));
    };
  }

  private void live(Plan plan) throws InterruptedException {
    var unknown = new Person(interlock, desk).asked();
    var backlog = moving();
    var starting = new ArrayList<Thread>();
    var fresh = Math.max(plan.active() / 3, plan.active() - backlog);
    for (var one = 0; one < fresh; one++) {
      var quiet = desk.refunds() && one % 3 == 0 ? Desk.QUIET : "";
      var goal = quiet + (one % 2 == 0 ? "pair-" : "one-") + plan.life() + "-" + one;
      starting.add(Thread.ofVirtual().start(() -> start(goal)));
    }
    var _ = interlock.resume();
    say(RESUMED);
    for (var thread : starting) {
      if (!thread.join(START_WITHIN)) throw new IllegalStateException("a start takes too long");
    }
    if (plan.settles()) {
      var _ = new Person(interlock, desk).settle(unknown);
    }
  }

  private void start(String goal) {
    if (desk.refunds()) Ledger.order(interlock.dataSource(), goal);
    var run = interlock.start(desk.agent(), goal, Desk.ANN);
    say(RUN + run.id().text());
    if (!goal.startsWith(Desk.QUIET)) return;
    if (run.await(FINISH_WITHIN).status() == Status.COMPLETED) {
      var _ = interlock.rollback(run.id(), Desk.ANN);
    }
  }

  private void finish() {
    var end = System.nanoTime() + FINISH_WITHIN.toNanos();
    while (moving() > 0 && System.nanoTime() < end) {
      await(new CountDownLatch(1), Duration.ofMillis(50));
    }
    say(QUIET);
  }

  private long moving() {
    var unended = interlock.runs(RunIndex.Query.unended(RUNS_MAX));
    return unended.stream().filter(known -> MOVING.contains(known.status())).count();
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  private static void await(CountDownLatch latch, Duration atMost) {
    try {
      var _ = latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
