package dev.interlock.testkit.sim;

import dev.interlock.runtime.codec.EventCodec;
import java.util.Objects;

/**
 * Runs one agent in a hostile world that is drawn, with its shape, from one seed. The kernel, the
 * gates, the loop, the codec and the performers are the real ones; the disk, the clock, the model,
 * the tools and the people are simulated.
 *
 * <p>What this guarantees: the same seed tells the same story on every machine, and every {@link
 * Invariant} holds in it. What it does not: that a clock may be set while something is under way;
 * the runtime times its waits by it, and so do these worlds.
 */
public final class Simulation {
  private static final EventCodec CODEC = new EventCodec();

  private Simulation() {}

  /**
   * Runs the world of a seed to its end.
   *
   * @throws SimulationFailure if an invariant does not hold; tells of the smallest world in which
   *     the same one breaks
   */
  public static Report run(long seed) {
    var shape = Shape.draw(seed);
    try {
      return run(shape, Seams.SOUND);
    } catch (SimulationFailure found) {
      throw Minimiser.minimise(shape, Seams.SOUND, found);
    }
  }

  /**
   * Runs the world of a seed with other parts in some places.
   *
   * @throws SimulationFailure if an invariant does not hold
   */
  public static Report run(long seed, Seams seams) {
    return run(Shape.draw(seed), seams);
  }

  static Report run(Shape shape, Seams seams) {
    var scene = new Scene(shape, seams, CODEC);
    for (var feature : shape.features()) scene.coverage().count("world with " + feature);
    new Director(scene).direct();
    new EndChecks(scene).check();
    var state = Objects.requireNonNull(scene.audit().state());
    return new Report(
        shape.seed(),
        state.sequence(),
        scene.world().effects().size(),
        state.status(),
        scene.coverage());
  }
}
