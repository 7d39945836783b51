package dev.interlock.testkit.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Chance that a seed repeats. One for each part of the world, so that one part can be left out. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed, String part) {
    random = new SplittableRandom(seed * 1_000_003 + part.hashCode());
  }

  boolean chance(int perMille) {
    return perMille > 0 && random.nextInt(1000) < perMille;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code most}, both possible. */
  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** From {@code least} to {@code most}; the orders of magnitude are equally likely. */
  long spread(long least, long most) {
    var low = Math.log((double) least);
    var high = Math.log((double) most);
    return Math.clamp(Math.round(Math.exp(low + random.nextDouble() * (high - low))), least, most);
  }

  Duration millis(long least, long most) {
    return Duration.ofMillis(spread(least, most));
  }

  /** From nothing to {@code most}, in whole microseconds. */
  Duration upTo(Duration most) {
    return Duration.ofNanos(1000 * random.nextLong(most.toNanos() / 1000 + 1));
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  @SafeVarargs
  final <T> T pick(T first, T... others) {
    var at = random.nextInt(others.length + 1);
    return at == 0 ? first : others[at - 1];
  }

  RandomGenerator generator() {
    return random;
  }
}
