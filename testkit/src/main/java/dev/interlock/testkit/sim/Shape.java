package dev.interlock.testkit.sim;

import java.util.EnumSet;
import java.util.Set;

/**
 * The shape of one world: what is on, and how often it strikes.
 *
 * @param features what is on
 * @param deaths per mille, at each point where a process may die
 * @param freezes per mille, at each point where a process may stand still
 * @param troubles per mille, of each call of a tool or a model
 * @param steps how many moves the world makes before it calms down
 */
record Shape(long seed, Set<Feature> features, int deaths, int freezes, int troubles, int steps) {
  Shape {
    features = Set.copyOf(features);
  }

  /** These came later, and are drawn so that the worlds of before stay as they were. */
  private static final Set<Feature> APART = Set.of(Feature.REVOCATIONS, Feature.QUORUM);

  /** Draws a shape: about half of everything is on, so that rare things meet undisturbed. */
  static Shape draw(long seed) {
    var dice = new Dice(seed, "shape");
    var on = EnumSet.noneOf(Feature.class);
    var share = dice.pick(150, 350, 500, 500, 700);
    for (var feature : Feature.values()) {
      var drawn = APART.contains(feature) ? new Dice(seed, "shape " + feature) : dice;
      if (drawn.chance(share)) on.add(feature);
    }
    return new Shape(
        seed,
        on,
        (int) dice.spread(3, 60),
        (int) dice.spread(20, 250),
        (int) dice.spread(60, 700),
        (int) dice.spread(20, 200));
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  Shape without(Feature feature) {
    var fewer = EnumSet.noneOf(Feature.class);
    fewer.addAll(features);
    fewer.remove(feature);
    return new Shape(seed, fewer, deaths, freezes, troubles, steps);
  }

  Shape shorter(int fewerSteps) {
    return new Shape(seed, features, deaths, freezes, troubles, fewerSteps);
  }

  Dice dice(String part) {
    return new Dice(seed, part);
  }
}
