package dev.interlock.adapters.sql;

import dev.interlock.runtime.Probe.Point;
import dev.interlock.runtime.journal.Store;
import dev.interlock.testkit.journal.StoreUnderTest;
import dev.interlock.testkit.journal.TestDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints how fast this machine appends. Not a test: run it by hand, with a folder on the disk that
 * counts.
 */
final class AppendRate {
  private static final int SERIAL = 2000;
  private static final int RUNS = 200;
  private static final int EACH = 200;

  /** Three entries of a step: what a permit, an outcome and a ruling take, about. */
  private static final String[] STEP = {"p".repeat(250), "o".repeat(400), "r".repeat(150)};

  private final AtomicLong syncs = new AtomicLong();
  private final AtomicLong syncNanos = new AtomicLong();
  private long began;

  private AppendRate() {}

  public static void main(String[] arguments) throws Exception {
    var rate = new AppendRate();
    var folder = Files.createTempDirectory(Path.of(arguments[0]), "rate");
    try (var store = new SqliteStoreProvider().open(folder, rate::note)) {
      rate.measure("warm-up", SERIAL, () -> serial(store, 1, SERIAL));
      rate.measure("serial", SERIAL, () -> serial(store, 2, SERIAL));
      rate.measure(RUNS + " at once, warm-up", RUNS * EACH, () -> together(store, 1000));
      rate.measure(RUNS + " at once", RUNS * EACH, () -> together(store, 2000));
    }
    var entries = 3L * (2 * SERIAL + 2 * RUNS * EACH);
    var bytes = Files.size(folder.resolve("interlock.db"));
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d bytes on disk per entry, of which %d are the body",
            bytes / entries,
            800 / 3));
    System.out.println(
        String.format(
            Locale.ROOT, "%d bytes on disk per append of 3 entries", 3 * bytes / entries));
    delete(folder);
  }

  /** Called on the writer's thread alone, around each COMMIT. */
  private void note(Point point) {
    if (point == Point.BEFORE_SYNC) began = System.nanoTime();
    if (point != Point.AFTER_SYNC) return;
    syncs.incrementAndGet();
    syncNanos.addAndGet(System.nanoTime() - began);
  }

  private void measure(String name, int appends, Callable<Boolean> work) throws Exception {
    syncs.set(0);
    syncNanos.set(0);
    var start = System.nanoTime();
    if (!work.call()) throw new IllegalStateException(name);
    var nanos = System.nanoTime() - start;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s: %.0f appends/s, %.1f appends per commit, %.0f us per commit, %.0f %% of the time"
                + " in COMMIT, %.1f us outside it per append",
            name,
            appends * 1e9 / nanos,
            (double) appends / syncs.get(),
            syncNanos.get() / 1e3 / syncs.get(),
            100.0 * syncNanos.get() / nanos,
            (nanos - syncNanos.get()) / 1e3 / appends));
  }

  private static boolean serial(Store store, int run, int appends) {
    try (var driver = TestDriver.of(store, StoreUnderTest.run(run))) {
      for (var i = 0; i < appends; i++) driver.append(STEP);
      return true;
    }
  }

  private static boolean together(Store store, int firstRun) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<Boolean>>();
      for (var i = 0; i < RUNS; i++) {
        var run = firstRun + i;
        all.add(threads.submit(() -> serial(store, run, EACH)));
      }
      for (var one : all) if (!one.get(10, TimeUnit.MINUTES)) return false;
      return true;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }
}
