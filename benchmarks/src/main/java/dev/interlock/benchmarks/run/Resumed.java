package dev.interlock.benchmarks.run;

import dev.interlock.benchmarks.peer.InterlockPeer;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Run;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Taking up a long run that waits for a person: from asking for it to its driver having read it,
 * looked at its inbox, found that it still waits, and let go of it. Once from its snapshot, and
 * once from its first entry because there is no snapshot.
 */
final class Resumed {
  private static final Duration END_WITHIN = Duration.ofMinutes(2);

  private final Path folder;
  private final int steps;
  private final int runs;

  /**
   * @param steps that each run has made
   * @param runs how many; the first half warms up
   */
  Resumed(Path folder, int steps, int runs) {
    this.folder = folder;
    this.steps = steps;
    this.runs = runs;
  }

  Findings measure() throws InterruptedException {
    var known = new ArrayList<RunId>();
    try (var peer = open()) {
      for (var i = 0; i < runs; i++) {
        known.addAll(new Parked(peer).park(1, 2 * steps).stream().map(Run::id).toList());
      }
    }
    var found = new Findings().put("snapshot-ms", millis(known));
    forgetSnapshots();
    return found.put("replay-ms", millis(known));
  }

  private InterlockPeer open() {
    var tooFar = "tool == \"count\" && args.n >= " + steps;
    return new InterlockPeer(folder, Probe.NONE, Map.of("policy[1].when", tooFar));
  }

  /** Opens the store anew and takes up each run once. */
  private double millis(List<RunId> known) {
    var millis = new ArrayList<Double>();
    try (var peer = open()) {
      for (var run : known) {
        var before = System.nanoTime();
        var _ = peer.interlock().resume(run).orElseThrow().await(END_WITHIN);
        millis.add((System.nanoTime() - before) / 1e6);
      }
    }
    return Forks.median(millis.subList(runs / 2, runs));
  }

  private void forgetSnapshots() {
    var file = folder.resolve("data").resolve("interlock.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      var _ = statement.executeUpdate("DELETE FROM snapshots");
      var _ = statement.executeUpdate("DELETE FROM snapshot_increments");
    } catch (SQLException failure) {
      throw new IllegalStateException("SQLite refuses", failure);
    }
  }
}
