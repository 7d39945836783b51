package dev.interlock.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.testkit.journal.SealedChain;
import dev.interlock.testkit.journal.StoreUnderTest;
import dev.interlock.testkit.journal.TestDriver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends from many threads is killed again and again. */
class KillTest {
  private static final int ROUNDS = 5;
  private static final int RUNS = 40;

  /** Appends for ever and says so: {@code run sequence hash} for each append that has returned. */
  static final class Appender {
    public static void main(String[] arguments) throws InterruptedException {
      var store = new SqliteStoreProvider().open(Path.of(arguments[0]), Probe.NONE);
      for (var i = 0; i < RUNS; i++) {
        var number = i;
        var _ = Thread.ofVirtual().start(() -> appendForEver(store, number));
      }
      Thread.currentThread().join();
    }

    private static void appendForEver(Store store, int number) {
      var random = new Random(number);
      var driver = TestDriver.of(store, StoreUnderTest.run(number));
      while (true) {
        var bodies = new String[1 + random.nextInt(4)];
        for (var i = 0; i < bodies.length; i++) {
          bodies[i] = (i + 1) + " of " + bodies.length + " " + "x".repeat(random.nextInt(2000));
        }
        driver.append(bodies);
        var end = driver.chain();
        System.out.println(number + " " + end.sequence() + " " + end.hash().hex());
      }
    }
  }

  @Test
  @Timeout(120)
  void whatever_was_acknowledged_before_a_kill_is_there_whole_and_in_order(@TempDir Path folder)
      throws InterruptedException {
    var random = new Random(20260301);
    var acknowledged = new HashMap<Integer, Map<Long, String>>();
    for (var round = 0; round < ROUNDS; round++) {
      try (var child = ChildJvm.start(List.of(), Appender.class, folder)) {
        var killAfter = 1 + random.nextInt(1500);
        for (var heard = 0; heard < killAfter; heard++)
          note(child.line().orElseThrow(), acknowledged);
        child.kill();
        for (var rest = child.line(); rest.isPresent(); rest = child.line()) {
          note(rest.get(), acknowledged);
        }
      }
      verify(folder, acknowledged);
    }
    assertThat(acknowledged).hasSize(RUNS);
  }

  /** The last line may be torn by the kill: it acknowledges nothing. */
  private static void note(String line, Map<Integer, Map<Long, String>> acknowledged) {
    var words = List.of(line.split(" ", -1));
    if (words.size() != 3 || words.getLast().length() != 64) return;
    acknowledged
        .computeIfAbsent(Integer.parseInt(words.getFirst()), _ -> new HashMap<>())
        .put(Long.parseLong(words.get(1)), words.getLast());
  }

  private static void verify(Path folder, Map<Integer, Map<Long, String>> acknowledged) {
    try (var store = new SqliteStoreProvider().open(folder, Probe.NONE)) {
      for (var run : acknowledged.keySet()) {
        var id = StoreUnderTest.run(run);
        var entries = store.journal().read(id, 1).toList();
        var end = SealedChain.verified(id, entries.stream());
        var head = store.journal().head(id).orElseThrow();
        assertThat(head.sequence()).isEqualTo(end.sequence());
        assertThat(head.hash()).isEqualTo(end.hash());
        for (var word : acknowledged.get(run).entrySet()) {
          assertThat(entries).hasSizeGreaterThanOrEqualTo(Math.toIntExact(word.getKey()));
          var entry = entries.get(Math.toIntExact(word.getKey()) - 1);
          assertThat(entry.hash().hex()).isEqualTo(word.getValue());
        }
        requireWhole(entries.stream().map(entry -> text(entry.body())).toList());
        assertThat(store.journal().own(id)).as("the lock of the dead is free").isPresent();
      }
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Bodies say "2 of 3": a write of which the beginning or the end is missing shows. */
  private static void requireWhole(List<String> bodies) {
    var expected = 1;
    for (var body : bodies) {
      var words = List.of(body.split(" ", 4));
      assertThat(Integer.parseInt(words.getFirst())).isEqualTo(expected);
      expected = words.getFirst().equals(words.get(2)) ? 1 : expected + 1;
    }
    assertThat(expected).as("the last write is whole").isEqualTo(1);
  }
}
