package dev.interlock.testkit.sim;

import org.jspecify.annotations.Nullable;

/** Looks for a smaller world in which the same invariant breaks: fewer features, fewer moves. */
final class Minimiser {
  private Minimiser() {}

  /** Returns the failure in the smallest world that was found. */
  static SimulationFailure minimise(Shape shape, Seams seams, SimulationFailure found) {
    var smallest = shape;
    var failure = found;
    for (var feature : Feature.values()) {
      if (!smallest.has(feature)) continue;
      var fewer = smallest.without(feature);
      var same = sameFailure(fewer, seams, found);
      if (same == null) continue;
      smallest = fewer;
      failure = same;
    }
    for (var steps = smallest.steps() / 2; steps > 0; steps /= 2) {
      var same = sameFailure(smallest.shorter(steps), seams, found);
      if (same == null) break;
      failure = same;
    }
    return failure;
  }

  private static @Nullable SimulationFailure sameFailure(
      Shape shape, Seams seams, SimulationFailure found) {
    try {
      var _ = Simulation.run(shape, seams);
      return null;
    } catch (SimulationFailure other) {
      return other.invariant() == found.invariant() ? other : null;
    }
  }
}
