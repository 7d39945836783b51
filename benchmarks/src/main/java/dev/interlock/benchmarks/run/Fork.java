package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.outage.Caller;
import dev.interlock.benchmarks.outage.Patient;
import dev.interlock.benchmarks.peer.InterlockPeer;
import dev.interlock.benchmarks.peer.Peers;
import dev.interlock.benchmarks.peer.SqliteAlone;
import dev.interlock.benchmarks.workload.Folders;
import dev.interlock.runtime.Probe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One process that measures one thing and prints what it found. Its first word says what, the
 * others how.
 */
public final class Fork {
  private Fork() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    var settings = Settings.of(Arrays.copyOfRange(words, 1, words.length));
    System.out.print(measure(words[0], settings).lines());
    System.out.flush();
  }

  /** Measures in a folder of its own, which is gone afterwards. */
  static Findings measure(String what, Settings settings) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("interlock-benchmark");
    try {
      return switch (what) {
        case "sequential" -> sequential(folder, settings);
        case "concurrent" -> concurrent(folder, settings);
        case "sqlite" -> sqlite(folder, settings);
        case "parked" -> parked(folder, settings);
        case "approved" -> approved(folder, settings);
        case "resumed" ->
            new Resumed(folder, settings.number("steps"), settings.number("runs")).measure();
        case "outage" -> outage(folder, settings);
        default -> throw new IllegalArgumentException("cannot measure '" + what + "'");
      };
    } finally {
      Folders.delete(folder);
    }
  }

  private static Findings sequential(Path folder, Settings settings)
      throws IOException, InterruptedException {
    var steps = settings.number("steps");
    Findings found;
    long stepsDone;
    try (var peer = Peers.open(settings.text("peer"), folder)) {
      var sequential = new Sequential(peer, steps);
      found = sequential.measure(settings.millis("warm-up"), settings.millis("time"));
      stepsDone = sequential.stepsDone();
    }
    return found.put("stored", (double) Folders.bytes(folder) / stepsDone);
  }

  private static Findings concurrent(Path folder, Settings settings) throws InterruptedException {
    var commits = new AtomicLong();
    Probe probe =
        point -> {
          if (point == Probe.Point.AFTER_SYNC) commits.incrementAndGet();
        };
    try (var peer = new InterlockPeer(folder, probe, Map.of())) {
      return new Concurrent(peer, settings.number("runs"), settings.number("steps"), commits)
          .measure(settings.millis("warm-up"), settings.millis("time"));
    }
  }

  private static Findings parked(Path folder, Settings settings) throws InterruptedException {
    try (var peer = new InterlockPeer(folder, Probe.NONE, Parked.ASSIST)) {
      var runs = settings.number("runs");
      return new Parked(peer).measure(runs / 4, runs, settings.millis("time"));
    }
  }

  private static Findings approved(Path folder, Settings settings) {
    try (var peer = new InterlockPeer(folder, Probe.NONE, Parked.ASSIST)) {
      return new Parked(peer)
          .approveEveryStep(
              settings.number("steps"), settings.millis("warm-up"), settings.millis("time"));
    }
  }

  private static Findings outage(Path folder, Settings settings) throws InterruptedException {
    var service = URI.create(settings.text("service"));
    var goal = new Patient.Goal(settings.number("steps"), 0, settings.millis("think"));
    try (var caller = Caller.open(settings.text("caller"), service, folder)) {
      return new OutOfOrder(caller, service)
          .measure(
              settings.number("runs"), goal, settings.millis("before"), settings.millis("outage"));
    }
  }

  /** Has Interlock run once, then writes what it wrote. */
  private static Findings sqlite(Path folder, Settings settings) throws IOException {
    var steps = settings.number("steps");
    try (var peer = new InterlockPeer(folder)) {
      var _ = peer.run(steps, 0);
    }
    var pattern = folder.resolve("data").resolve("interlock.db");
    try (var sqlite = new SqliteAlone(pattern, folder.resolve("alone.db"))) {
      var group = settings.number("group");
      var _ = sqlite.writeFor(group, settings.millis("warm-up"));
      var before = Meter.read();
      var runs = sqlite.writeFor(group, settings.millis("time"));
      var used = Meter.read().since(before);
      var all = (long) runs * steps;
      return new Findings()
          .perStep(used, all)
          .put("steps-per-s", all * 1e9 / used.wallNanos())
          .put("stored", Folders.bytes(pattern) / (double) steps);
    }
  }
}
