package dev.interlock.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every invariant in thousands of hostile worlds. {@code -Dinterlock.sim.seeds=N} and {@code
 * -Dinterlock.sim.from=K} choose others; a failure names its seed, and {@code Simulation.run(seed)}
 * repeats it.
 */
class SimulationTest {
  private static final int LANES = 2;

  private static final long SEEDS = Long.getLong("interlock.sim.seeds", 2_000);
  private static final long FROM = Long.getLong("interlock.sim.from", 0);

  @Test
  void every_invariant_holds_in_every_world() throws InterruptedException, ExecutionException {
    var coverage = new Coverage();
    try (var lanes = Executors.newFixedThreadPool(LANES)) {
      var counted =
          Stream.iterate(0, lane -> lane < LANES, lane -> lane + 1)
              .map(lane -> lanes.submit(lane(lane)))
              .toList();
      for (var lane : counted) coverage.add(lane.get());
    }
    System.out.println("simulated " + SEEDS + " worlds from seed " + FROM + ": " + coverage);
    if (SEEDS >= 2_000) assertThat(coverage.missing(Drawable.everywhere())).isEqualTo(List.of());
  }

  private static Callable<Coverage> lane(int lane) {
    return () -> {
      var coverage = new Coverage();
      for (var seed = FROM + lane; seed < FROM + SEEDS; seed += LANES) {
        coverage.add(Simulation.run(seed).coverage());
      }
      return coverage;
    };
  }

  @Test
  void a_seed_tells_the_same_story_every_time() {
    for (var seed = FROM; seed < FROM + 20; seed++) {
      var first = Simulation.run(seed);
      var second = Simulation.run(seed);
      assertThat(second.coverage().all()).isEqualTo(first.coverage().all());
      assertThat(second.entries()).isEqualTo(first.entries());
      assertThat(second.effects()).isEqualTo(first.effects());
    }
  }
}
