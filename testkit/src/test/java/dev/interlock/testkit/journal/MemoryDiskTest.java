package dev.interlock.testkit.journal;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Signed;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.JournalUnavailableException;
import dev.interlock.runtime.journal.Registry.Child;
import dev.interlock.runtime.journal.SnapshotCache.Snapshot;
import dev.interlock.runtime.journal.StaleEpochException;
import dev.interlock.runtime.journal.Switchboard.Kind;
import dev.interlock.runtime.journal.Switchboard.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MemoryDiskTest {
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final MemoryDisk disk = new MemoryDisk();

  @Test
  void a_crash_loses_nothing_that_was_acknowledged() {
    var random = new Random(1);
    var store = MemoryStore.open(disk, "a", Probe.NONE);
    for (var round = 1; round <= 50; round++) {
      try (var driver = TestDriver.of(store, run(1))) {
        assertThat(driver.epoch()).isEqualTo(round);
        driver.append("one", "two");
        store = store.crash(random, Probe.NONE);
        var chain = SealedChain.verified(run(1), store.journal().read(run(1), 1));
        assertThat(chain).isEqualTo(driver.chain());
      }
    }
  }

  @Test
  void a_write_killed_before_its_sync_is_there_whole_or_not_at_all_and_both_happen() {
    assertThat(survivors(Point.BEFORE_SYNC)).containsExactly(1L, 3L);
  }

  @Test
  void a_write_killed_after_its_sync_is_always_there() {
    assertThat(survivors(Point.AFTER_SYNC)).containsExactly(3L);
  }

  /** Returns the sequences at which a journal ends after a kill in its second write. */
  private static Set<Long> survivors(Point killed) {
    var found = new TreeSet<Long>();
    for (var seed = 0; seed < 100; seed++) {
      var disk = new MemoryDisk();
      var arming = new boolean[1];
      Probe probe =
          point -> {
            if (arming[0] && point == killed) throw new Killed();
          };
      var store = MemoryStore.open(disk, "a", probe);
      var driver = TestDriver.of(store, run(1));
      driver.append("one");
      arming[0] = true;
      assertThatThrownBy(() -> driver.append("two", "three")).isInstanceOf(Killed.class);
      var next = store.crash(new SplittableRandom(seed), Probe.NONE);
      assertThatThrownBy(() -> driver.append("four"))
          .isInstanceOf(JournalUnavailableException.class);
      var chain = SealedChain.verified(run(1), next.journal().read(run(1), 1));
      assertThat(next.journal().head(run(1)).orElseThrow().sequence()).isEqualTo(chain.sequence());
      var _ = found.add(chain.sequence());
    }
    return found;
  }

  @Test
  void snapshots_can_be_lost_in_any_number_from_the_end_until_the_next_sync() {
    var found = new TreeSet<Long>();
    for (var seed = 0; seed < 200; seed++) {
      var fresh = new MemoryDisk();
      var store = MemoryStore.open(fresh, "a", Probe.NONE);
      var driver = TestDriver.of(store, run(1));
      save(store, 1, 0);
      driver.append("this syncs the first");
      save(store, 2, 1);
      save(store, 3, 2);
      assertThat(fresh.unsynced()).isEqualTo(2);
      var next = store.crash(new SplittableRandom(seed), Probe.NONE);
      var kept = next.snapshots().load(run(1), 1).orElseThrow();
      assertThat(kept.increments()).hasSize((int) kept.sequence());
      var _ = found.add(kept.sequence());
    }
    assertThat(found).containsExactly(1L, 2L, 3L);
  }

  private static void save(MemoryStore store, long sequence, long after) {
    var increment = List.of(new byte[] {(byte) sequence});
    store
        .snapshots()
        .save(run(1), 1, new Snapshot(sequence, Digest.NONE, after, new byte[0], increment));
  }

  @Test
  void a_dead_process_frees_its_runs_and_writes_no_more() {
    var a = MemoryStore.open(disk, "a", Probe.NONE);
    var b = MemoryStore.open(disk, "b", Probe.NONE);
    var driver = TestDriver.of(a, run(1));
    driver.append("one");
    assertThat(b.journal().own(run(1))).isEmpty();
    disk.processDied("a");
    assertThat(TestDriver.of(b, run(1)).epoch()).isEqualTo(2);
    assertThatThrownBy(() -> driver.append("two")).isInstanceOf(JournalUnavailableException.class);
    MemoryStore.open(disk, "a", Probe.NONE).close();
  }

  @Test
  void a_frozen_process_keeps_its_runs_until_one_is_taken_over() {
    var frozen = MemoryStore.open(disk, "a", Probe.NONE);
    var b = MemoryStore.open(disk, "b", Probe.NONE);
    var driver = TestDriver.of(frozen, run(1));
    assertThat(b.journal().own(run(1))).isEmpty();
    var taken = TestDriver.of(b, run(1), b.journal().takeOver(run(1)).orElseThrow());
    taken.append("one");
    assertThatThrownBy(() -> driver.append("late")).isInstanceOf(StaleEpochException.class);
  }

  @Test
  void a_process_killed_within_a_write_loses_that_write_or_not_and_others_lose_nothing() {
    var ends = new TreeSet<Long>();
    for (var seed = 0; seed < 100; seed++) {
      var shared = new MemoryDisk();
      var arming = new boolean[1];
      var a =
          MemoryStore.open(
              shared,
              "a",
              _ -> {
                if (arming[0]) throw new Killed();
              });
      var b = MemoryStore.open(shared, "b", Probe.NONE);
      var mine = TestDriver.of(a, run(1));
      var other = TestDriver.of(b, run(2));
      other.append("acknowledged");
      arming[0] = true;
      assertThatThrownBy(() -> mine.append("one")).isInstanceOf(Killed.class);
      shared.processDied("a", new SplittableRandom(seed));
      other.append("it goes on");
      assertThat(b.journal().head(run(2)).orElseThrow().sequence()).isEqualTo(2);
      var _ = ends.add(TestDriver.of(b, run(1)).chain().sequence());
    }
    assertThat(ends).containsExactly(0L, 1L);
  }

  @Test
  void a_crash_takes_back_every_kind_of_unsynced_change_in_full() {
    var arming = new boolean[1];
    Probe probe =
        _ -> {
          if (arming[0]) throw new Killed();
        };
    Random losingAll =
        new Random(0) {
          private static final long serialVersionUID = 1L;

          @Override
          public int nextInt(int bound) {
            return bound - 1;
          }
        };
    var all = new Thrown(Kind.ALL, "", "", new Signed("ada", "root", Instant.EPOCH), false);
    var child = new Child(1, Instant.EPOCH, 2, Instant.EPOCH);
    List<Function<MemoryStore, Object>> changes =
        List.of(
            store -> store.journal().own(run(1)),
            store -> store.journal().request(run(2), new RequestId("x"), new byte[0]),
            store -> store.switches().stop(all),
            store -> {
              store.registry().pin("desk", Map.of("tool", Digest.NONE));
              return "pinned";
            },
            store -> {
              store.registry().childStarted(child);
              return "started";
            });
    var store = MemoryStore.open(disk, "a", probe);
    for (var change : changes) {
      arming[0] = true;
      var doomed = store;
      assertThatThrownBy(() -> change.apply(doomed)).isInstanceOf(Killed.class);
      arming[0] = false;
      store = store.crash(losingAll, probe);
      assertThat(store.journal().head(run(1))).isEmpty();
      assertThat(store.journal().head(run(2))).isEmpty();
      assertThat(store.switches().read().version()).isZero();
      assertThat(store.switches().read().thrown()).isEmpty();
      assertThat(store.registry().pins("desk")).isEmpty();
      assertThat(store.registry().children()).isEmpty();
    }
  }
}
