package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.StaleEpochException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may drive a run. */
interface OwnershipConformance extends StoreUnderTest {

  @Test
  default void a_run_that_is_driven_cannot_be_owned_here_or_elsewhere(@TempDir Path folder) {
    try (var store = open(folder);
        var elsewhere = openElsewhere(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertTrue(store.journal().own(run(1)).isEmpty());
      assertTrue(store.journal().takeOver(run(1)).isEmpty());
      assertTrue(elsewhere.journal().own(run(1)).isEmpty());
      assertEquals(1, driver.epoch());
      assertEquals(1, store.journal().head(run(1)).orElseThrow().epoch());
      TestDriver.of(elsewhere, run(2)).close();
    }
  }

  @Test
  default void each_owner_has_an_epoch_of_its_own_whoever_it_is(@TempDir Path folder) {
    try (var store = open(folder)) {
      for (var epoch = 1; epoch <= 3; epoch++) {
        try (var driver = TestDriver.of(store, run(1))) {
          assertEquals(epoch, driver.epoch());
          driver.append("epoch " + epoch);
        }
      }
    }
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertEquals(4, driver.epoch());
      assertEquals(3, driver.chain().sequence());
    }
  }

  @Test
  default void a_takeover_fences_the_owner_that_was_frozen(@TempDir Path folder) {
    try (var frozen = open(folder);
        var store = openElsewhere(folder);
        var old = TestDriver.of(frozen, run(1))) {
      old.append("one");
      var taken = store.journal().takeOver(run(1)).orElseThrow();
      try (var driver = TestDriver.of(store, run(1), taken)) {
        assertEquals(2, driver.epoch());
        assertThrows(StaleEpochException.class, () -> old.append("from the grave"));
        driver.append("two");
        assertThrows(StaleEpochException.class, () -> old.append("from the grave"));
      }
      assertEquals(2, SealedChain.verified(run(1), store.journal().read(run(1), 1)).sequence());
    }
  }

  @Test
  default void a_run_that_was_taken_over_stays_driven_when_the_old_owner_lets_go(
      @TempDir Path folder) {
    try (var frozen = open(folder);
        var store = openElsewhere(folder)) {
      var old = TestDriver.of(frozen, run(1));
      var taken = store.journal().takeOver(run(1)).orElseThrow();
      try (var driver = TestDriver.of(store, run(1), taken)) {
        assertTrue(store.journal().own(run(1)).isEmpty());
        old.close();
        driver.append("it has the lock from here on");
        assertTrue(frozen.journal().own(run(1)).isEmpty());
      }
      TestDriver.of(frozen, run(1)).close();
    }
  }

  @Test
  default void an_ownership_can_be_closed_twice_without_harm_to_the_next(@TempDir Path folder) {
    try (var store = open(folder)) {
      var first = store.journal().own(run(1)).orElseThrow();
      first.close();
      try (var driver = TestDriver.of(store, run(1))) {
        first.close();
        driver.append("one");
        assertTrue(store.journal().own(run(1)).isEmpty());
      }
    }
  }

  @Test
  default void of_many_that_want_a_run_one_gets_it(@TempDir Path folder) {
    try (var store = open(folder)) {
      var owners = new AtomicInteger();
      var works = new ArrayList<Runnable>();
      for (var i = 0; i < 20; i++) {
        works.add(() -> store.journal().own(run(1)).ifPresent(_ -> owners.incrementAndGet()));
      }
      TestDriver.together(works);
      assertEquals(1, owners.get());
      assertEquals(1, store.journal().head(run(1)).orElseThrow().epoch());
    }
  }

  @Test
  default void a_process_opens_a_store_once(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertThrows(UserError.class, () -> open(folder).close());
      driver.append("the first one is none the worse");
      try (var elsewhere = openElsewhere(folder)) {
        assertTrue(elsewhere.journal().own(run(1)).isEmpty());
      }
      assertThrows(UserError.class, () -> open(folder).close());
    }
    try (var store = open(folder)) {
      assertFalse(store.journal().head(run(1)).isEmpty());
    }
  }
}
