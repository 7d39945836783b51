package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of deeds in the transactions of their outcomes: both are there, or neither is. */
interface DeedConformance extends StoreUnderTest {

  @Test
  default void a_deed_and_its_outcome_are_both_there_also_for_the_next_process(
      @TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("permitted");
      driver.perform(null, transaction -> write(transaction, "paid"), "done");
      assertEquals(List.of("paid"), rows(store));
    }
    try (var store = open(folder)) {
      assertEquals(2, store.journal().head(run(1)).orElseThrow().sequence());
      assertEquals(List.of("paid"), rows(store));
    }
  }

  @Test
  default void what_is_rolled_back_leaves_nothing_but_its_outcome(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.perform(
          null,
          transaction -> {
            write(transaction, "paid");
            transaction.rollBack();
          },
          "failed");
      driver.perform(null, transaction -> write(transaction, "paid at last"), "done");
      assertEquals(List.of("paid at last"), rows(store));
      assertEquals(2, store.journal().head(run(1)).orElseThrow().sequence());
    }
  }

  @Test
  default void a_body_that_throws_leaves_nothing_and_its_exception_comes_out(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  driver.perform(
                      null,
                      transaction -> {
                        write(transaction, "paid");
                        throw new IllegalStateException("broke");
                      },
                      "never"));
      assertEquals("broke", thrown.getMessage());
      assertEquals(List.of(), rows(store));
      driver.append("goes on");
      assertEquals(1, store.journal().head(run(1)).orElseThrow().sequence());
    }
  }

  @Test
  default void whoever_was_taken_over_does_no_deed(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("permitted");
      try (var elsewhere = openElsewhere(folder);
          var _ = elsewhere.journal().takeOver(run(1)).orElseThrow()) {
        assertThrows(
            StaleEpochException.class,
            () -> driver.perform(null, transaction -> write(transaction, "paid"), "done"));
        assertEquals(List.of(), rows(store));
      }
    }
  }

  @Test
  default void no_deed_is_done_once_the_switches_have_changed(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var judgedAt = store.switches().read().version();
      var by = new Signed("ann", "", Instant.EPOCH);
      var _ = store.switches().trip(new Thrown(Kind.ALL, "", "stop", by, false));
      assertThrows(
          ConditionFailedException.class,
          () -> driver.perform(judgedAt, transaction -> write(transaction, "paid"), "done"));
      assertEquals(List.of(), rows(store));
      var now = store.switches().read().version();
      driver.perform(now, transaction -> write(transaction, "paid"), "done");
      assertEquals(List.of("paid"), rows(store));
    }
  }

  @Test
  default void deeds_that_fail_take_nothing_of_others_with_them(@TempDir Path folder) {
    try (var store = open(folder)) {
      var works = new ArrayList<Runnable>();
      for (var i = 0; i < 40; i++) {
        var number = i;
        var driver = TestDriver.of(store, run(i));
        works.add(
            switch (i % 4) {
              case 0 -> () -> driver.append("one");
              case 1 -> () -> driver.perform(null, each -> write(each, "row " + number), "one");
              case 2 ->
                  () ->
                      driver.perform(
                          null,
                          each -> {
                            write(each, "row " + number);
                            each.rollBack();
                          },
                          "one");
              default ->
                  () ->
                      assertThrows(
                          IllegalStateException.class,
                          () ->
                              driver.perform(
                                  null,
                                  each -> {
                                    write(each, "row " + number);
                                    throw new IllegalStateException("broke");
                                  },
                                  "one"));
            });
      }
      TestDriver.together(works);
      assertEquals(
          IntStream.range(0, 40)
              .filter(i -> i % 4 == 1)
              .mapToObj(i -> "row " + i)
              .collect(Collectors.toSet()),
          Set.copyOf(rows(store)));
      for (var i = 0; i < 40; i++) {
        assertEquals(i % 4 == 3 ? 0 : 1, store.journal().head(run(i)).orElseThrow().sequence());
      }
    }
  }

  @Test
  default void a_transaction_is_good_for_nothing_once_it_is_over(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var kept = new AtomicReference<Runnable>();
      driver.perform(
          null,
          transaction -> {
            write(transaction, "in time");
            kept.set(() -> write(transaction, "too late"));
          },
          "done");
      assertThrows(RuntimeException.class, kept.get()::run);
      assertEquals(List.of("in time"), rows(store));
      assertTrue(store.journal().head(run(1)).orElseThrow().sequence() == 1);
    }
  }
}
