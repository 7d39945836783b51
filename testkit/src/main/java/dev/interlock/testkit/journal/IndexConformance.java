package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.RunIndex.Query;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs are found. */
interface IndexConformance extends StoreUnderTest {
  Instant MORNING = Instant.parse("2026-03-01T08:00:00.123456Z");

  @Test
  default void a_run_stands_as_its_last_append_says(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(store.index().get(run(1)).isEmpty(), "it has no entry");
      var wake = MORNING.plusSeconds(60);
      driver.standing(Status.WAITING_TIMER, MORNING, wake, Leaf.TOL_1).append("one");
      assertEquals(summary(Status.WAITING_TIMER, wake, Leaf.TOL_1), store.index().get(run(1)));
      var refused = driver.standing(Status.FAILED, MORNING, null).nextAt(99, "two");
      assertThrows(ConditionFailedException.class, () -> driver.append(refused));
      assertEquals(summary(Status.WAITING_TIMER, wake, Leaf.TOL_1), store.index().get(run(1)));
      driver.standing(Status.COMPLETED, MORNING, null, Leaf.TOL_1, Leaf.RUN_1).append("two");
    }
    try (var store = open(folder)) {
      assertEquals(
          summary(Status.COMPLETED, null, Leaf.TOL_1, Leaf.RUN_1), store.index().get(run(1)));
    }
  }

  @Test
  default void a_list_is_newest_first_and_its_pages_join_without_gap_or_repetition(
      @TempDir Path folder) {
    try (var store = open(folder)) {
      for (var i = 0; i < 10; i++) {
        // Two of them begin in the same moment: the later one counts as the newer.
        stand(store, i, Status.RUNNING, MORNING.plusSeconds(i / 2), null);
      }
      assertEquals(
          runs(9, 8, 7, 6, 5, 4, 3, 2, 1, 0), list(store, new Query(null, null, false, null, 100)));
      assertEquals(runs(9, 8, 7), list(store, new Query(null, null, false, null, 3)));
      assertEquals(runs(6, 5, 4), list(store, new Query(null, null, false, run(7), 3)));
      assertEquals(runs(0), list(store, new Query(null, null, false, run(1), 3)));
      assertEquals(List.of(), list(store, new Query(null, null, false, run(0), 3)));
      assertEquals(List.of(), list(store, new Query(null, null, false, run(77), 3)));
    }
  }

  @Test
  default void a_list_keeps_to_status_leaf_and_what_has_not_ended(@TempDir Path folder) {
    try (var store = open(folder)) {
      stand(store, 1, Status.RUNNING, MORNING, null);
      stand(store, 2, Status.COMPLETED, MORNING.plusSeconds(1), null, Leaf.TOL_1);
      stand(store, 3, Status.PAUSED, MORNING.plusSeconds(2), null, Leaf.TOL_1, Leaf.RUN_1);
      stand(store, 4, Status.FAILED, MORNING.plusSeconds(3), null);
      assertEquals(runs(3, 1), list(store, Query.unended(9)));
      assertEquals(runs(2), list(store, new Query(Status.COMPLETED, null, false, null, 9)));
      assertEquals(runs(3, 2), list(store, new Query(null, Leaf.TOL_1, false, null, 9)));
      assertEquals(runs(3), list(store, new Query(null, Leaf.TOL_1, true, null, 9)));
      assertEquals(runs(2), list(store, new Query(null, Leaf.TOL_1, false, run(3), 9)));
      assertEquals(List.of(), list(store, new Query(Status.FAILED, Leaf.RUN_1, true, null, 9)));
      stand(store, 3, Status.COMPLETED, MORNING.plusSeconds(2), null, Leaf.RUN_1);
      assertEquals(runs(2), list(store, new Query(null, Leaf.TOL_1, false, null, 9)));
      assertEquals(runs(1), list(store, Query.unended(9)));
    }
  }

  @Test
  default void timers_that_are_due_come_earliest_first_and_those_of_ended_runs_never(
      @TempDir Path folder) {
    try (var store = open(folder)) {
      assertEquals(Optional.empty(), store.index().nextWake());
      stand(store, 1, Status.WAITING_TIMER, MORNING, MORNING.plusSeconds(30));
      stand(store, 2, Status.WAITING_TIMER, MORNING, MORNING.plusSeconds(10));
      stand(store, 3, Status.STOPPED, MORNING, MORNING.plusSeconds(5));
      stand(store, 4, Status.RUNNING, MORNING, null);
      stand(store, 5, Status.WAITING_APPROVAL, MORNING, MORNING.plusSeconds(20));
      assertEquals(Optional.of(MORNING.plusSeconds(10)), store.index().nextWake());
      assertEquals(List.of(), store.index().due(MORNING.plusSeconds(9), 9));
      assertEquals(runs(2, 5), store.index().due(MORNING.plusSeconds(20), 9));
      assertEquals(runs(2, 5, 1), store.index().due(MORNING.plusSeconds(99), 9));
      assertEquals(runs(2), store.index().due(MORNING.plusSeconds(99), 1));
      stand(store, 2, Status.RUNNING, MORNING, null);
      assertEquals(Optional.of(MORNING.plusSeconds(20)), store.index().nextWake());
    }
  }

  @Test
  default void a_run_is_found_by_the_beginning_of_its_id(@TempDir Path folder) {
    var abc = new RunId("abc" + "0".repeat(23));
    var abd = new RunId("abd" + "0".repeat(23));
    var zzz = new RunId("z".repeat(26));
    try (var store = open(folder)) {
      for (var run : List.of(zzz, abd, abc)) {
        try (var driver = TestDriver.of(store, run)) {
          driver.append("one");
        }
      }
      TestDriver.of(store, new RunId("abe" + "0".repeat(23))).close(); // it has no entry
      assertEquals(List.of(abc, abd), store.index().startingWith("ab", 9));
      assertEquals(List.of(abc), store.index().startingWith("ab", 1));
      assertEquals(List.of(abd), store.index().startingWith("abd", 9));
      assertEquals(List.of(zzz), store.index().startingWith(zzz.text(), 9));
      assertEquals(List.of(), store.index().startingWith("x", 9));
      assertEquals(List.of(abc, abd, zzz), store.index().startingWith("", 9));
    }
  }

  private static Optional<RunSummary> summary(
      Status status, @Nullable Instant wakeAt, Leaf... leaves) {
    return Optional.of(new RunSummary(run(1), "desk", status, MORNING, wakeAt, List.of(leaves)));
  }

  private static void stand(
      Store store,
      int number,
      Status status,
      Instant startedAt,
      @Nullable Instant wakeAt,
      Leaf... leaves) {
    try (var driver = TestDriver.of(store, run(number))) {
      driver.standing(status, startedAt, wakeAt, leaves).append("so it stands");
    }
  }

  private static List<RunId> list(Store store, Query query) {
    return store.index().list(query).stream().map(RunSummary::run).toList();
  }

  private static List<RunId> runs(int... numbers) {
    return Arrays.stream(numbers).mapToObj(StoreUnderTest::run).toList();
  }
}
