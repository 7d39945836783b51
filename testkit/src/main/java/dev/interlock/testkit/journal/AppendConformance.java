package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.ConditionFailedException;
import dev.interlock.runtime.journal.Journal.Conditions;
import dev.interlock.runtime.journal.Journal.Head;
import dev.interlock.runtime.journal.Journal.Write;
import dev.interlock.runtime.journal.RunSummary;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an append guarantees. */
interface AppendConformance extends StoreUnderTest {

  @Test
  default void what_was_appended_is_read_back_as_it_was_also_by_the_next_process(
      @TempDir Path folder) {
    List<SealedEntry> appended;
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var write = driver.next("one", "two", "");
      driver.append(write);
      appended = write.entries();
      assertEquals(appended, store.journal().read(run(1), 1).toList());
    }
    try (var store = open(folder)) {
      assertEquals(appended, store.journal().read(run(1), 1).toList());
      assertEquals(
          new Head(1, 3, appended.getLast().hash()), store.journal().head(run(1)).orElseThrow());
    }
  }

  @Test
  default void reading_begins_where_it_was_asked_to_and_follows_a_long_journal(
      @TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1));
        var other = TestDriver.of(store, run(2))) {
      other.append("not mine");
      var bodies = IntStream.rangeClosed(1, 1000).mapToObj(Integer::toString);
      driver.append(bodies.toArray(String[]::new));
      try (var all = store.journal().read(run(1), 1)) {
        assertEquals(driver.chain(), SealedChain.verified(run(1), all));
      }
      try (var rest = store.journal().read(run(1), 990)) {
        assertEquals(
            IntStream.rangeClosed(990, 1000).boxed().toList(),
            rest.map(entry -> (int) entry.sequence()).toList());
      }
      assertEquals(0, store.journal().read(run(1), 1001).count());
    }
  }

  @Test
  default void a_run_that_nobody_has_owned_has_no_journal(@TempDir Path folder) {
    try (var store = open(folder)) {
      assertTrue(store.journal().head(run(1)).isEmpty());
      assertEquals(0, store.journal().read(run(1), 1).count());
    }
  }

  @Test
  default void an_append_of_an_older_epoch_is_refused_and_nothing_is_written(@TempDir Path folder) {
    try (var store = open(folder)) {
      Write late;
      try (var driver = TestDriver.of(store, run(1))) {
        driver.append("one");
        late = driver.next("late");
      }
      try (var driver = TestDriver.of(store, run(1))) {
        assertThrows(StaleEpochException.class, () -> store.journal().append(late));
        assertEquals(1, store.journal().read(run(1), 1).count());
        driver.append("two");
      }
    }
  }

  @Test
  default void an_append_after_letting_go_of_the_run_is_refused(@TempDir Path folder) {
    try (var store = open(folder)) {
      var driver = TestDriver.of(store, run(1));
      driver.close();
      assertThrows(StaleEpochException.class, () -> driver.append("late"));
      assertEquals(0, store.journal().head(run(1)).orElseThrow().sequence());
    }
  }

  @Test
  default void an_append_to_a_run_that_was_never_owned_is_refused(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var here = driver.next("one");
      var summary =
          new RunSummary(
              run(2), "desk", here.summary().status(), here.summary().startedAt(), null, List.of());
      var elsewhere =
          new Write(run(2), 1, here.entries(), here.conditions(), summary, here.payloads());
      assertThrows(StaleEpochException.class, () -> store.journal().append(elsewhere));
      assertTrue(store.journal().head(run(2)).isEmpty());
    }
  }

  @Test
  default void an_append_that_expects_another_last_entry_is_refused(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var first = driver.next("one");
      driver.append(first);
      assertThrows(StaleEpochException.class, () -> store.journal().append(first));
      assertEquals(1, store.journal().read(run(1), 1).count());
      driver.append("two");
    }
  }

  @Test
  default void a_write_with_a_gap_cannot_be_made(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var write = driver.next("one", "two");
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new Write(
                  run(1),
                  write.epoch(),
                  List.of(write.entries().getLast()),
                  new Conditions(0, null, List.of()),
                  write.summary(),
                  Map.of()));
    }
  }

  @Test
  default void an_append_judged_before_a_switch_was_thrown_is_refused(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var before = store.switches().read().version();
      driver.append(driver.nextAt(before, "one"));
      var now =
          store
              .switches()
              .stop(
                  new Thrown(
                      Kind.ALL, "", "fire", new Signed("ada", "root", Instant.EPOCH), false));
      assertThrows(
          ConditionFailedException.class, () -> driver.append(driver.nextAt(before, "two")));
      assertEquals(1, store.journal().read(run(1), 1).count());
      driver.append(driver.nextAt(now, "two"));
      driver.append("it asks for no permit");
    }
  }

  @Test
  default void payloads_are_kept_once_and_given_back(@TempDir Path folder) {
    var payload = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    var digest = Digest.of(payload);
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1));
        var other = TestDriver.of(store, run(2))) {
      assertTrue(store.journal().payload(digest).isEmpty());
      driver.append(driver.nextWith(Map.of(digest, payload), "one"));
      other.append(other.nextWith(Map.of(digest, payload.clone()), "one"));
    }
    try (var store = open(folder)) {
      assertArrayEquals(payload, store.journal().payload(digest).orElseThrow());
    }
  }

  @Test
  default void the_payload_of_a_refused_append_is_not_kept(@TempDir Path folder) {
    var payload = new byte[] {1, 2, 3};
    var digest = Digest.of(payload);
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      var write = driver.nextWith(Map.of(digest, payload), "one");
      driver.append("first");
      assertThrows(StaleEpochException.class, () -> store.journal().append(write));
      assertTrue(store.journal().payload(digest).isEmpty());
    }
  }

  @Test
  default void a_payload_under_another_digest_cannot_be_written(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> driver.nextWith(Map.of(Digest.NONE, new byte[] {1}), "one"));
    }
  }
}
