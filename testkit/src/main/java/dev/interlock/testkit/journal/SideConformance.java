package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Registry.Child;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard.Board;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Released;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store keeps beside journals: snapshots, switches, pins and children. */
interface SideConformance extends StoreUnderTest {
  Signed ADA = new Signed("ada", "root", Instant.parse("2026-11-22T12:00:00.123456Z"));
  Signed BOB = new Signed("bob", "", Instant.parse("2026-11-22T12:00:01Z"));

  @Test
  default void increments_add_up_and_the_newest_core_counts(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      assertEquals(Optional.empty(), loaded(store, 7));
      save(store, 3, 0, "core 3", "a", "b");
      save(store, 5, 3, "core 5");
      save(store, 8, 5, "core 8", "c");
      assertEquals(Optional.of("8 core 8 [a, b, c]"), loaded(store, 7));
      assertEquals(Optional.empty(), loaded(store, 6));
    }
    try (var store = open(folder)) {
      assertEquals(Optional.of("8 core 8 [a, b, c]"), loaded(store, 7));
    }
  }

  @Test
  default void a_snapshot_that_begins_anew_replaces_what_was_kept(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      save(store, 3, 0, "core 3", "a", "b");
      save(store, 9, 0, "core 9", "x");
      assertEquals(Optional.of("9 core 9 [x]"), loaded(store, 7));
    }
  }

  @Test
  default void a_snapshot_with_a_hole_before_it_is_not_kept_and_spoils_the_rest(
      @TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      save(store, 3, 0, "core 3", "a");
      save(store, 8, 5, "core 8", "c");
      assertEquals(Optional.empty(), loaded(store, 7));
      save(store, 9, 8, "core 9", "d");
      assertEquals(Optional.empty(), loaded(store, 7));
      save(store, 9, 0, "core 9", "a", "b", "c", "d");
      assertEquals(Optional.of("9 core 9 [a, b, c, d]"), loaded(store, 7));
    }
  }

  @Test
  default void a_snapshot_of_another_kernel_does_not_follow(@TempDir Path folder) {
    try (var store = open(folder);
        var driver = TestDriver.of(store, run(1))) {
      driver.append("one");
      store.snapshots().save(run(1), 6, snapshot(3, 0, "old"));
      save(store, 5, 3, "core 5", "b");
      assertEquals(Optional.empty(), loaded(store, 7));
      assertEquals(Optional.empty(), loaded(store, 6));
    }
  }

  @Test
  default void every_change_of_a_switch_makes_a_new_version(@TempDir Path folder) {
    var tool = new Thrown(Kind.TOOL, "refund", "too many", ADA, false);
    var refund = new Released(Kind.TOOL, "refund", BOB);
    var all = new Thrown(Kind.ALL, "", "fire", BOB, true);
    try (var store = open(folder)) {
      var none = store.switches().read();
      assertEquals(List.of(), none.thrown());
      assertEquals(none.version() + 1, store.switches().stop(tool));
      assertEquals(none.version() + 2, store.switches().stop(all));
      var changed = new Thrown(Kind.TOOL, "refund", "still too many", ADA, true, true);
      assertEquals(none.version() + 3, store.switches().stop(changed));
      assertEquals(
          new Board(none.version() + 3, List.of(all, changed), List.of()), store.switches().read());
      assertFalse(store.switches().release(new Released(Kind.TOOL, "unknown", ADA)));
      assertFalse(store.switches().release(new Released(Kind.AGENT, "refund", ADA)));
      assertEquals(none.version() + 3, store.switches().read().version());
      assertTrue(store.switches().release(refund));
      assertFalse(store.switches().release(refund));
    }
    try (var store = open(folder);
        var elsewhere = openElsewhere(folder)) {
      var board = store.switches().read();
      assertEquals(List.of(all), board.thrown());
      assertEquals(List.of(refund), board.released());
      var everything = new Released(Kind.ALL, "", ADA);
      assertTrue(elsewhere.switches().release(everything));
      assertEquals(
          new Board(board.version() + 1, List.of(), List.of(everything, refund)),
          store.switches().read());
      assertEquals(board.version() + 2, store.switches().stop(all));
      assertEquals(List.of(refund), elsewhere.switches().read().released());
    }
  }

  @Test
  default void rights_that_are_taken_away_stay_so_until_they_are_given_back(@TempDir Path folder) {
    var all = new Revoked("eve", null, "left", ADA);
    var lead = new Revoked("eve", "lead", "moved", BOB);
    long version;
    try (var store = open(folder)) {
      version = store.switches().read().version();
      store.switches().revoke(new Revoked("eve", "lead", "?", ADA));
      store.switches().revoke(lead);
      store.switches().revoke(all);
      assertEquals(
          new Board(version + 3, List.of(), List.of(), List.of(all, lead)),
          store.switches().read());
      assertFalse(store.switches().restore("eve", "clerk"));
      assertFalse(store.switches().restore("ada", null));
    }
    try (var store = open(folder);
        var elsewhere = openElsewhere(folder)) {
      assertEquals(List.of(all, lead), elsewhere.switches().read().revoked());
      assertTrue(store.switches().restore("eve", null));
      assertFalse(store.switches().restore("eve", null));
      assertEquals(
          new Board(version + 4, List.of(), List.of(), List.of(lead)), elsewhere.switches().read());
    }
  }

  @Test
  default void a_switch_that_is_thrown_is_not_thrown_again_by_a_trip(@TempDir Path folder) {
    var tripped = new Thrown(Kind.TOOL, "refund", "another shape", ADA, false);
    var meant = new Thrown(Kind.TOOL, "refund", "fraud", BOB, true);
    try (var store = open(folder)) {
      var none = store.switches().read().version();
      assertTrue(store.switches().trip(tripped));
      assertFalse(store.switches().trip(meant));
      assertEquals(new Board(none + 1, List.of(tripped), List.of()), store.switches().read());
      assertEquals(none + 2, store.switches().stop(meant));
      assertFalse(store.switches().trip(tripped));
      assertEquals(List.of(meant), store.switches().read().thrown());
      assertTrue(store.switches().release(new Released(Kind.TOOL, "refund", BOB)));
      assertTrue(store.switches().trip(tripped));
    }
    try (var store = open(folder)) {
      assertEquals(List.of(tripped), store.switches().read().thrown());
    }
  }

  @Test
  default void pins_are_set_and_replaced_and_others_stay(@TempDir Path folder) {
    var one = Digest.of("one");
    var two = Digest.of("two");
    try (var store = open(folder)) {
      assertEquals(Map.of(), store.registry().pins("desk"));
      store.registry().pin("desk", Map.of("read", one, "refund", one));
      store.registry().pin("desk", Map.of("refund", two));
      store.registry().pin("other", Map.of("refund", one));
      store.registry().pin("desk", Map.of());
    }
    try (var store = open(folder)) {
      assertEquals(Map.of("read", one, "refund", two), store.registry().pins("desk"));
      assertEquals(Map.of("refund", one), store.registry().pins("other"));
    }
  }

  @Test
  default void children_are_known_until_they_have_ended_whoever_asks(@TempDir Path folder) {
    var begin = Instant.parse("2026-03-01T08:00:00.120Z");
    var one = new Child(101, begin, 100, begin.minusSeconds(9));
    var sameNumberLater = new Child(101, begin.plusSeconds(1), 100, begin.minusSeconds(9));
    try (var store = open(folder)) {
      store.registry().childStarted(one);
      store.registry().childStarted(sameNumberLater);
      store.registry().childStarted(one);
    }
    try (var store = open(folder);
        var elsewhere = openElsewhere(folder)) {
      assertEquals(List.of(one, sameNumberLater), store.registry().children());
      store.registry().childEnded(one);
      store.registry().childEnded(one);
      assertEquals(List.of(sameNumberLater), elsewhere.registry().children());
    }
  }

  private static void save(
      Store store, long sequence, long after, String core, String... increments) {
    store.snapshots().save(run(1), 7, snapshot(sequence, after, core, increments));
  }

  private static Snapshot snapshot(long sequence, long after, String core, String... increments) {
    return new Snapshot(
        sequence,
        Digest.of("entry " + sequence),
        after,
        core.getBytes(StandardCharsets.UTF_8),
        Stream.of(increments).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** Reads a snapshot after a write that everything saved before it must precede. */
  private static Optional<String> loaded(Store store, int kernelVersion) {
    store.registry().pin("flush", Map.of());
    return store
        .snapshots()
        .load(run(1), kernelVersion)
        .map(found -> {
          assertEquals(Digest.of("entry " + found.sequence()), found.hash());
          assertEquals(0, found.after());
          var increments =
              found.increments().stream()
                  .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                  .toList();
          var core = new String(found.core(), StandardCharsets.UTF_8);
          return found.sequence() + " " + core + " " + increments;
        });
  }
}
