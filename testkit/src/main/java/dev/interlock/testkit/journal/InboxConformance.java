package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.kernel.run.RequestId;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.StaleEpochException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the inbox of a run guarantees. */
interface InboxConformance extends StoreUnderTest {
  RequestId YES = new RequestId("yes");
  RequestId NO = new RequestId("no");

  @Test
  default void letters_lie_in_the_order_in_which_they_came_also_after_reopening(
      @TempDir Path folder) {
    try (var store = open(folder)) {
      assertTrue(put(store.journal(), YES));
      assertTrue(put(store.journal(), NO));
      assertTrue(store.journal().inbox(run(2)).isEmpty());
    }
    try (var store = open(folder)) {
      assertEquals(List.of(YES, NO), ids(store.journal()));
      assertArrayEquals(
          "yes!".getBytes(StandardCharsets.UTF_8),
          store.journal().inbox(run(1)).getFirst().request());
    }
  }

  @Test
  default void a_letter_can_come_before_the_run_begins(@TempDir Path folder) {
    try (var store = open(folder)) {
      assertTrue(put(store.journal(), YES));
      try (var driver = TestDriver.of(store, run(1))) {
        assertEquals(1, driver.epoch());
        driver.append(driver.nextDraining(List.of(YES), "begun"));
      }
      assertTrue(store.journal().inbox(run(1)).isEmpty());
    }
  }

  @Test
  default void the_same_request_is_taken_once_also_after_it_was_drained(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(put(store.journal(), YES));
      assertFalse(put(store.journal(), YES));
      driver.append(driver.nextDraining(List.of(YES), "heard"));
      assertFalse(put(store.journal(), YES));
      assertTrue(store.journal().inbox(run(1)).isEmpty());
      assertTrue(store.journal().request(run(2), YES, new byte[0]), "another run's is another");
    }
    try (var store = open(folder)) {
      assertFalse(put(store.journal(), YES));
    }
  }

  @Test
  default void a_letter_is_drained_with_the_entries_or_not_at_all(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(put(store.journal(), YES));
      var stale = driver.nextDraining(List.of(YES), "heard");
      driver.append("something else");
      assertThrows(StaleEpochException.class, () -> store.journal().append(stale));
      assertEquals(List.of(YES), ids(store.journal()));
      driver.append(driver.nextDraining(List.of(YES), "heard"));
      assertTrue(store.journal().inbox(run(1)).isEmpty());
      assertEquals(2, store.journal().read(run(1), 1).count());
    }
  }

  @Test
  default void an_append_that_drains_what_does_not_lie_there_is_refused(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(put(store.journal(), YES));
      var both = driver.nextDraining(List.of(YES, NO), "heard");
      assertThrows(ConditionFailedException.class, () -> driver.append(both));
      assertEquals(List.of(YES), ids(store.journal()));
      assertEquals(0, store.journal().read(run(1), 1).count());
      driver.append(driver.nextDraining(List.of(YES), "heard"));
      var again = driver.nextDraining(List.of(YES), "heard again");
      assertThrows(ConditionFailedException.class, () -> driver.append(again));
    }
  }

  @Test
  default void letters_can_be_drained_without_an_entry(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      assertTrue(put(store.journal(), YES));
      driver.append(driver.nextDraining(List.of(YES)));
      assertTrue(store.journal().inbox(run(1)).isEmpty());
      assertEquals(driver.chain().hash(), store.journal().head(run(1)).orElseThrow().hash());
      driver.append("two");
    }
  }

  @Test
  default void of_many_that_put_in_one_request_one_is_told_that_it_is_new(@TempDir Path folder) {
    try (var store = open(folder)) {
      var taken = new AtomicInteger();
      var works = new ArrayList<Runnable>();
      for (var i = 0; i < 20; i++) {
        works.add(() -> {
          if (put(store.journal(), YES)) taken.incrementAndGet();
        });
      }
      TestDriver.together(works);
      assertEquals(1, taken.get());
      assertEquals(List.of(YES), ids(store.journal()));
    }
  }

  @Test
  default void a_letter_from_another_process_is_seen_by_the_driver(@TempDir Path folder) {
    try (var store = open(folder);
        var elsewhere = openElsewhere(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(put(elsewhere.journal(), YES));
      driver.append(driver.nextDraining(ids(store.journal()), "heard"));
      assertFalse(put(elsewhere.journal(), YES));
    }
  }

  private static boolean put(Journal journal, RequestId id) {
    return journal.request(run(1), id, (id.text() + "!").getBytes(StandardCharsets.UTF_8));
  }

  private static List<RequestId> ids(Journal journal) {
    return journal.inbox(run(1)).stream().map(Journal.Letter::id).toList();
  }
}
