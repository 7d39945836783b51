package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Probe.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * One desk and the lives of the drivers on it, one after the other, each but the last ended by a
 * kill.
 */
final class Lane {
  private static final int ACTIVE = 9;
  private static final int PASSING_MAX = 30;

  /** Many runs share one sync. */
  private static final int SYNC_PASSING_MAX = 12;

  private static final int SETTLING_EVERY = 6;
  private static final Duration STANDS_WITHIN = Duration.ofSeconds(20);
  private static final int INSTANT_MILLIS_MAX = 900;
  private static final int ID_CHARS = 26;

  private final Jvm jvm;
  private final Desk desk;
  private final Random random;
  private final Set<RunId> acknowledged = new LinkedHashSet<>();
  private final List<ProcessHandle> toolProcesses = new ArrayList<>();
  private int lives;

  Lane(Jvm jvm, Desk desk, long seed) {
    this.jvm = jvm;
    this.desk = desk;
    this.random = new Random(seed);
  }

  Desk desk() {
    return desk;
  }

  /** Runs for which {@code start} had returned. */
  Set<RunId> acknowledged() {
    return acknowledged;
  }

  /** Every tool process that any driver here had when it was killed. */
  List<ProcessHandle> toolProcesses() {
    return toolProcesses;
  }

  /** Lives and dies until nothing is owed any more. */
  void die(Tally tally) {
    for (var task = tally.next(); task.isPresent(); task = tally.next()) {
      tally.killed(task.get(), die(task.get()));
    }
  }

  /** Returns whether it died while a thread stood at the point of the task. */
  private boolean die(Tally.Task task) {
    var settles = ++lives % SETTLING_EVERY == 0;
    var point = task.point().orElse(null);
    var shared = point == Point.BEFORE_SYNC || point == Point.AFTER_SYNC;
    var passing = 1 + random.nextInt(shared ? SYNC_PASSING_MAX : PASSING_MAX);
    var plan = new Driver.Plan(point, passing, lives, ACTIVE, false, settles);
    try (var child = Child.drive(jvm, desk, plan)) {
      var stood = point == null ? hearOn(child) : heardStanding(child);
      toolProcesses.addAll(child.kill());
      for (var line = last(child); line.isPresent(); line = last(child)) note(line.get());
      return stood;
    }
  }

  private static Optional<String> last(Child child) {
    return child.line(Child.PATIENCE);
  }

  /** Listens until a random instant, which is counted from the first word or from the start. */
  private boolean hearOn(Child child) {
    var fromStart = random.nextInt(4) == 0;
    if (!fromStart) child.line(STANDS_WITHIN).ifPresent(this::note);
    var end = System.nanoTime() + Duration.ofMillis(random.nextInt(INSTANT_MILLIS_MAX)).toNanos();
    while (System.nanoTime() < end) {
      child.line(Duration.ofNanos(end - System.nanoTime())).ifPresent(this::note);
    }
    return false;
  }

  private boolean heardStanding(Child child) {
    var end = System.nanoTime() + STANDS_WITHIN.toNanos();
    while (true) {
      var line = child.line(Duration.ofNanos(end - System.nanoTime()));
      if (line.isEmpty()) return false;
      if (line.get().equals(Driver.STANDING)) return true;
      note(line.get());
    }
  }

  /** The last line may be torn by the kill: it acknowledges nothing. */
  private void note(String line) {
    if (line.startsWith(Driver.RUN) && line.length() == Driver.RUN.length() + ID_CHARS) {
      acknowledged.add(new RunId(line.substring(Driver.RUN.length())));
    }
  }

  /** A life that is not killed, after which nothing is left but what only a person can settle. */
  void finish() {
    try (var child = Child.drive(jvm, desk, Driver.Plan.finishing())) {
      var _ = child.expect(Driver.QUIET);
      assertThat(child.exit()).isZero();
    }
  }

  /** Has a person settle the rest, and waits until every run has ended. */
  int settle(Interlock interlock) {
    var person = new Person(interlock, desk);
    var settled = 0;
    for (var asked = person.asked(); !asked.isEmpty(); asked = person.asked()) {
      var unknown = asked;
      settled +=
          await().atMost(Child.PATIENCE).until(() -> person.settle(unknown), some -> some > 0);
      for (var run : asked) {
        var _ = interlock.run(run).await(Child.PATIENCE);
      }
    }
    return settled;
  }
}
