package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.journal.RunIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers are killed with SIGKILL, at every point where it matters and at any instant, and taken up
 * by the next. {@code -Dinterlock.crash.kills} says how often, {@code -Dinterlock.crash.seed}
 * where.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("interlock.crash.kills", 50);
  private static final int PER_POINT = KILLS / 10;
  private static final long SEED = Long.getLong("interlock.crash.seed", 20260301);
  private static final int RUNS_MAX = 10_000;

  @Test
  @Timeout(1000)
  void no_effect_is_lost_or_doubled_by_any_kill_and_every_doubt_has_a_name(@TempDir Path folder)
      throws InterruptedException, ExecutionException, TimeoutException {
    var began = System.nanoTime();
    var jvm = Jvm.in(folder);
    train(jvm, folder);
    var tally = new Tally(KILLS, PER_POINT);
    var quick = new Lane(jvm, Desk.refunds(folder.resolve("quick"), 0), SEED);
    var slow = new Lane(jvm, Desk.refunds(folder.resolve("slow"), 20), -SEED);
    inParallel(() -> quick.die(tally), () -> slow.die(tally));
    var killed = System.nanoTime();
    inParallel(quick::finish, slow::finish);

    var runs = audit(quick) + audit(slow);
    assertThat(tally.done()).isGreaterThanOrEqualTo(KILLS);
    assertThat(tally.hits().values()).allMatch(hits -> hits >= PER_POINT);
    System.out.printf(
        "%s; %d runs; kills took %d s, all %d s%n",
        tally, runs, seconds(killed - began), seconds(System.nanoTime() - began));
  }

  /** Has one driver live and end in peace, which writes the archive of classes. */
  private static void train(Jvm jvm, Path folder) {
    var desk = Desk.refunds(folder.resolve("training"), 0);
    var plan = new Driver.Plan(null, 0, 0, 2, true, false);
    try (var child = Child.drive(jvm, desk, plan)) {
      assertThat(child.exit()).isZero();
    }
  }

  private static int audit(Lane lane) {
    try (var interlock = Interlock.open(lane.desk().data())) {
      var settled = lane.settle(interlock);
      var runs = interlock.runs(new RunIndex.Query(null, null, false, null, RUNS_MAX));
      var goals = new LinkedHashMap<RunId, String>();
      for (var known : runs) goals.put(known.run(), goal(interlock, known.run()));
      undoTheRest(interlock, goals);
      for (var run : goals.keySet()) {
        assertThat(interlock.run(run).await(Child.PATIENCE).status())
            .as(() -> goals.get(run) + ": " + events(interlock, run))
            .isEqualTo(isUndone(goals, run) ? Status.ROLLED_BACK : Status.COMPLETED);
      }
      assertThat(runs.stream().map(known -> known.run()).toList()).containsAll(lane.acknowledged());
      var log = EffectLines.read(lane.desk().log()).and(Ledger.lines(interlock.dataSource()));
      var audit = new Audit(log);
      for (var known : runs) audit.check(interlock, known.run());
      audit.checkNothingElseHappened();
      var balances = Ledger.balances(interlock.dataSource());
      assertThat(balances).containsEntry("", 0);
      for (var run : goals.keySet()) {
        assertThat(balances)
            .as(() -> events(interlock, run).toString())
            .containsEntry(goals.get(run), isUndone(goals, run) ? 0 : 5);
      }
      assertThat(lane.toolProcesses()).noneMatch(ProcessHandle::isAlive);
      System.out.printf(
          "%s: %d runs acknowledged, %d effects, %d unknown for a while, %d settled by a person%n",
          lane.desk().folder().getFileName(),
          lane.acknowledged().size(),
          audit.effects(),
          audit.unknown(),
          settled);
      assertThat(complaints(lane.desk())).isEmpty();
      return runs.size();
    }
  }

  private static String goal(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      var first = entries.findFirst().orElseThrow();
      return ((Event.RunStarted) first.event()).charter().goal();
    }
  }

  private static List<Event> events(Interlock interlock, RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      return entries.map(Entry::event).toList();
    }
  }

  private static boolean isUndone(Map<RunId, String> goals, RunId run) {
    return goals.getOrDefault(run, "").startsWith(Desk.QUIET);
  }

  /** Some drivers were killed before they could want it. */
  private static void undoTheRest(Interlock interlock, Map<RunId, String> goals) {
    for (var run : goals.keySet()) {
      if (!isUndone(goals, run)) continue;
      if (interlock.run(run).await(Child.PATIENCE).status() == Status.COMPLETED) {
        var _ =
            interlock.rollback(run, Desk.ANN); // refused if a driver had wanted it before it died
      }
      var _ = interlock.run(run).await(Child.PATIENCE);
    }
  }

  private static List<String> complaints(Desk desk) {
    try {
      return Files.readAllLines(desk.folder().resolve("complaints.txt"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void inParallel(Runnable one, Runnable other)
      throws InterruptedException, ExecutionException, TimeoutException {
    var both = CompletableFuture.allOf(async(one), async(other));
    var _ = both.get(900, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Void> async(Runnable lane) {
    return CompletableFuture.runAsync(lane, task -> Thread.ofPlatform().daemon().start(task));
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds();
  }
}
