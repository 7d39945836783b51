package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.StaleEpochException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds when many append at once, and when a sync fails. */
interface GroupConformance extends StoreUnderTest {

  @Test
  default void fifty_runs_append_at_once_and_all_succeed(@TempDir Path folder) {
    try (var store = open(folder)) {
      var works = new ArrayList<Runnable>();
      for (var i = 0; i < 50; i++) {
        var run = run(i);
        works.add(() -> {
          try (var driver = TestDriver.of(store, run)) {
            for (var n = 0; n < 10; n++) driver.append("a" + n, "b" + n);
          }
        });
      }
      TestDriver.together(works);
    }
    try (var store = open(folder)) {
      for (var i = 0; i < 50; i++) {
        var chain = SealedChain.verified(run(i), store.journal().read(run(i), 1));
        assertEquals(20, chain.sequence());
        assertEquals(chain.hash(), store.journal().head(run(i)).orElseThrow().hash());
      }
    }
  }

  @Test
  default void a_refused_append_does_not_fail_those_that_share_its_sync(@TempDir Path folder) {
    try (var store = open(folder)) {
      var refused = new AtomicInteger();
      var works = new ArrayList<Runnable>();
      for (var i = 0; i < 40; i++) {
        var driver = TestDriver.of(store, run(i));
        var stale = driver.next("the second of this sequence");
        driver.append("one");
        works.add(() -> driver.append("two"));
        works.add(() -> {
          assertThrows(StaleEpochException.class, () -> store.journal().append(stale));
          refused.incrementAndGet();
        });
      }
      TestDriver.together(works);
      assertEquals(40, refused.get());
      for (var i = 0; i < 40; i++) {
        assertEquals(2, store.journal().head(run(i)).orElseThrow().sequence());
      }
    }
  }

  @Test
  default void of_two_appends_to_one_place_exactly_one_is_written(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      for (var round = 0; round < 20; round++) {
        var write = driver.next("round " + round);
        var written = new AtomicInteger();
        Runnable attempt =
            () -> {
              try {
                store.journal().append(write);
                written.incrementAndGet();
              } catch (StaleEpochException lost) {
                assertTrue(lost.toString().endsWith("nothing was written"), lost.toString());
              }
            };
        TestDriver.together(List.of(attempt, attempt, attempt));
        assertEquals(1, written.get());
        driver.written(write);
      }
    }
  }

  @Test
  default void the_sync_is_done_before_the_append_returns(@TempDir Path folder) {
    var syncs = new AtomicInteger();
    Probe counting =
        point -> {
          if (point == Point.AFTER_SYNC) syncs.incrementAndGet();
        };
    try (var store = open(folder, counting);
        var driver = TestDriver.of(store, run(1))) {
      for (var i = 0; i < 10; i++) {
        var before = syncs.get();
        driver.append("entry");
        assertEquals(before + 1, syncs.get());
      }
    }
  }

  @Test
  default void after_a_failed_sync_nothing_is_accepted_until_the_store_is_opened_anew(
      @TempDir Path folder) {
    var failing = new AtomicBoolean();
    Probe probe =
        point -> {
          if (point == Point.BEFORE_SYNC && failing.get()) throw new IllegalStateException("disk");
        };
    try (var store = open(folder, probe);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      failing.set(true);
      assertThrows(RuntimeException.class, () -> driver.append("two", "three"));
      failing.set(false);
      assertThrows(JournalUnavailableException.class, () -> driver.append("four"));
      assertThrows(JournalUnavailableException.class, () -> store.journal().own(run(2)));
    }
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var chain = SealedChain.verified(run(1), store.journal().read(run(1), 1));
      assertEquals(driver.chain(), chain);
      assertTrue(chain.sequence() == 1 || chain.sequence() == 3, "half of a write is there");
      driver.append("it goes on");
    }
  }

  @Test
  default void what_was_synced_is_there_though_nobody_was_told(@TempDir Path folder) {
    var failing = new AtomicBoolean();
    Probe probe =
        point -> {
          if (point == Point.AFTER_SYNC && failing.get()) throw new IllegalStateException("killed");
        };
    try (var store = open(folder, probe);
        var driver = TestDriver.of(store, run(1))) {
      failing.set(true);
      assertThrows(RuntimeException.class, () -> driver.append("one", "two"));
    }
    try (var store = open(folder)) {
      assertEquals(2, SealedChain.verified(run(1), store.journal().read(run(1), 1)).sequence());
    }
  }

  @Test
  default void a_closed_store_accepts_nothing_and_can_be_closed_again(@TempDir Path folder) {
    var store = open(folder);
    var driver = TestDriver.of(store, run(1));
    driver.append("one");
    store.close();
    assertThrows(JournalUnavailableException.class, () -> driver.append("two"));
    assertThrows(JournalUnavailableException.class, () -> store.journal().head(run(1)));
    driver.close();
    store.close();
  }
}
