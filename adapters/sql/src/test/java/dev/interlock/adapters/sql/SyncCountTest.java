package dev.interlock.adapters.sql;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.runtime.Probe;
import dev.interlock.testkit.journal.TestDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts what the kernel of the operating system is asked for, not what SQLite is believed to do.
 *
 * <p>Counted: the calls of {@code fsync} and {@code fdatasync} of the whole process, whatever file
 * they are for, between two marks; a mark is a {@code mkdir} of the child itself, which the tracer
 * writes down in the order of time. The first append comes before the first mark, for it makes the
 * WAL and syncs its folder. Checkpoints sync too, but SQLite makes one only when the WAL has 8000
 * pages, which the marked parts stay far below; they never come from a close, for the child is
 * halted.
 */
class SyncCountTest {
  private static final int SERIAL = 20;
  private static final int RUNS = 64;
  private static final int EACH = 5;

  /** Appends one after the other, a mark after each; then from many runs at once. */
  static final class Marker {
    public static void main(String[] arguments) throws Exception {
      var folder = Path.of(arguments[0]);
      var store = new SqliteStoreProvider().open(folder.resolve("store"), Probe.NONE);
      var drivers = new ArrayList<TestDriver>();
      for (var i = 0; i < RUNS; i++) drivers.add(TestDriver.of(store, run(i)));
      drivers.getFirst().append("the first makes the WAL");
      mark(folder, "serial");
      for (var i = 0; i < SERIAL; i++) {
        drivers.getFirst().append("entry " + i, "and another");
        mark(folder, "serial-" + i);
      }
      together(drivers);
      mark(folder, "together");
      Runtime.getRuntime().halt(0);
    }

    private static void together(List<TestDriver> drivers) throws Exception {
      var go = new CountDownLatch(1);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = new ArrayList<Future<Boolean>>();
        for (var driver : drivers) {
          all.add(
              threads.submit(() -> {
                if (!go.await(30, TimeUnit.SECONDS)) return false;
                for (var i = 0; i < EACH; i++) driver.append("together " + i);
                return true;
              }));
        }
        go.countDown();
        for (var one : all) assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
      }
    }

    private static void mark(Path folder, String name) throws IOException {
      var _ = Files.createDirectory(folder.resolve("mark-" + name));
    }
  }

  @Test
  @Timeout(120)
  void a_lone_append_syncs_once_before_it_returns_and_many_together_share(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeStrace();
    var trace = folder.resolve("trace");
    var strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-e",
            "trace=fsync,fdatasync,mkdir,mkdirat",
            "-o",
            trace.toString());
    try (var child = ChildJvm.start(strace, Marker.class, folder)) {
      assertThat(child.exit()).isZero();
    }
    var syncs = syncsBeforeMarks(Files.readAllLines(trace));

    assertThat(syncs).hasSize(1 + SERIAL + 1);
    assertThat(syncs.subList(1, 1 + SERIAL)).as("syncs of each lone append").containsOnly(1);
    assertThat(syncs.getLast())
        .as("syncs of %d appends by %d runs at once", RUNS * EACH, RUNS)
        .isPositive()
        .isLessThan(RUNS * EACH / 4);
    System.out.println(
        RUNS * EACH + " appends by " + RUNS + " runs: " + syncs.getLast() + " syncs");
  }

  /** Returns how many syncs came before each mark since the one before it. */
  private static List<Integer> syncsBeforeMarks(List<String> trace) {
    var counts = new ArrayList<Integer>();
    var syncs = 0;
    for (var line : trace) {
      // A call that another thread interrupts is written as two lines: "unfinished", "resumed".
      if (line.contains("resumed>")) continue;
      if (line.contains("fsync(") || line.contains("fdatasync(")) syncs++;
      if (line.contains("/mark-")) {
        counts.add(syncs);
        syncs = 0;
      }
    }
    return counts;
  }

  private static void assumeStrace() throws InterruptedException {
    var found = false;
    try {
      found = new ProcessBuilder("strace", "-e", "trace=none", "true").start().waitFor() == 0;
    } catch (IOException _) {
      // there is none
    }
    if (found) return;
    assertThat(System.getenv("CI"))
        .as("strace is missing, and CI must have it")
        .isNotEqualTo("true");
    System.out.println("SKIPPED SyncCountTest: strace is not installed or may not trace");
    assumeTrue(found, "strace counts the syncs");
  }
}
