package dev.interlock.cli.crash;

import dev.interlock.runtime.Probe.Point;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which kills are still owed, and which were done; shared by the lanes. Thread-safe. */
final class Tally {
  private final int kills;
  private final int perPoint;
  private final Map<Point, Integer> open = new EnumMap<>(Point.class);
  private final Map<Point, Integer> hits = new EnumMap<>(Point.class);
  private int atInstants;
  private int underWay;

  /**
   * @param kills how many in all, at the least
   * @param perPoint how many while a thread stands at each of the points
   */
  Tally(int kills, int perPoint) {
    this.kills = kills;
    this.perPoint = perPoint;
    for (var point : Point.values()) {
      open.put(point, 0);
      hits.put(point, 0);
    }
  }

  /** What the next life is for. */
  record Task(Optional<Point> point) {}

  /** Returns what to do next; empty if nothing is owed. */
  synchronized Optional<Task> next() {
    var point =
        hits.keySet().stream()
            .filter(one -> aimedAt(one) < perPoint)
            .min(Comparator.comparingInt(this::aimedAt));
    if (point.isEmpty() && done() + underWay >= kills) return Optional.empty();
    underWay++;
    point.ifPresent(one -> open.merge(one, 1, Integer::sum));
    return Optional.of(new Task(point));
  }

  private int aimedAt(Point point) {
    return hits.getOrDefault(point, 0) + open.getOrDefault(point, 0);
  }

  /**
   * Notes a kill.
   *
   * @param stood whether a thread stood at the point of the task
   */
  synchronized void killed(Task task, boolean stood) {
    underWay--;
    task.point().ifPresent(one -> open.merge(one, -1, Integer::sum));
    if (stood) hits.merge(task.point().orElseThrow(), 1, Integer::sum);
    else atInstants++;
  }

  synchronized int done() {
    return hits.values().stream().mapToInt(Integer::intValue).sum() + atInstants;
  }

  synchronized Map<Point, Integer> hits() {
    return new EnumMap<>(hits);
  }

  @Override
  public synchronized String toString() {
    return done() + " kills: " + hits + ", at any instant " + atInstants;
  }
}
