package dev.interlock.examples.incidentdesk.world;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.examples.incidentdesk.GroundTruth;
import dev.interlock.examples.incidentdesk.Story;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many seeds on five weeks each: all that an incident day is compared with. */
class ManySeedsTest {
  private static final int SEEDS = 200;
  private static final int DAYS = 36;

  @TempDir Path directory;

  @Test
  void two_hundred_seeds_tell_the_story_each_its_own() {
    var truths = LongStream.range(0, SEEDS).mapToObj(this::truth).toList();
    var culprits =
        truths.stream().collect(groupingBy(truth -> truth.culprit().service(), counting()));
    assertThat(culprits)
        .containsOnlyKeys(Releases.BILLING)
        .allSatisfy((_, seeds) -> assertThat(seeds).isGreaterThan(SEEDS / 20L));
    assertThat(truths.stream().map(GroundTruth::day).distinct()).hasSizeGreaterThan(SEEDS / 3);
    assertThat(truths.stream().map(truth -> truth.loss().lost()).distinct()).hasSize(SEEDS);
  }

  private GroundTruth truth(long seed) {
    var file = directory.resolve(seed + ".db");
    new ShopGenerator(seed, null, DAYS).fill(file);
    var truth = GroundTruth.of(file);
    Story.assertTold(seed, truth);
    var drawn = Scenario.draw(new SplittableRandom(seed).split(), null).fault();
    assertThat(truth.culprit().service()).as("seed %d", seed).isEqualTo(drawn.service());
    return truth;
  }
}
