package dev.interlock.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.testkit.sim.Report;
import dev.interlock.testkit.sim.Seams;
import dev.interlock.testkit.sim.Simulation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CampaignTest {
  private static final Duration SELDOM = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void two_lanes_count_what_one_counts() throws IOException {
    var one = campaign(150, 1, false, Simulation::run).run();
    var two = campaign(150, 2, false, Simulation::run).run();

    assertThat(one.reached().tally().seeds()).isEqualTo(150);
    assertThat(one.violation()).isNull();
    requireSame(two.reached().tally(), one.reached().tally());
    assertThat(Files.readString(folder.resolve("page.md"))).startsWith("# Simulation at size\n");
  }

  @Test
  void a_campaign_that_goes_on_counts_what_one_run_at_a_stretch_counts() {
    var whole = campaign(120, 2, false, Simulation::run).run();

    var _ = campaign(50, 2, false, Simulation::run).run();
    var rest = campaign(120, 2, true, Some::reportFrom50).run();
    var again = campaign(50, 2, false, Simulation::run).run();
    var resumed = campaign(120, 2, true, Simulation::run).run();

    assertThat(rest.reached().tally().coverage().of("unheard of")).isEqualTo(70);
    assertThat(again.reached().next()).isEqualTo(50);
    requireSame(resumed.reached().tally(), whole.reached().tally());
  }

  @Test
  void a_violation_stops_every_lane_and_its_story_is_told_once() throws IOException {
    var stopped = campaign(1_000_000, 2, false, seed -> Simulation.run(seed, LATE)).run();

    var violation = Objects.requireNonNull(stopped.violation());
    assertThat(violation.what()).startsWith("PERMIT_IN_TIME");
    assertThat(stopped.reached().tally().seeds()).isLessThanOrEqualTo(violation.seed());
    var told = printed.toString(StandardCharsets.UTF_8);
    assertThat(told.split("seed " + violation.seed() + " breaks PERMIT_IN_TIME", -1)).hasSize(2);
    assertThat(Files.readString(folder.resolve("page.md")))
        .contains("Stopped at the first violation: seed " + violation.seed());
  }

  @Test
  void what_the_simulator_itself_throws_stops_the_campaign_with_the_seed() {
    var stopped =
        campaign(
                500,
                1,
                false,
                seed -> {
                  if (seed == 7) throw new IllegalStateException("a hole in the simulator");
                  return Some.report(seed);
                })
            .run();

    var violation = Objects.requireNonNull(stopped.violation());
    assertThat(violation.seed()).isEqualTo(7);
    assertThat(violation.what()).contains("a hole in the simulator");
  }

  @Test
  void a_world_that_does_not_end_stops_the_campaign() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var ledger = new Ledger(0, 10, new Tally());
    var release = new CountDownLatch(1);
    var lane = new Lane(ledger, seed -> hang(seed, begun, release));
    var thread = Thread.ofVirtual().start(lane);
    begun.await();

    lane.requireToEndWithin(Duration.ofHours(1));
    assertThat(ledger.violation()).isEmpty();
    lane.requireToEndWithin(Duration.ZERO);
    assertThat(ledger.violation().orElseThrow().what()).startsWith("has not ended for");
    release.countDown();
    thread.join();
  }

  @Test
  void while_it_runs_it_says_how_far_it_is_and_notes_it() {
    var plan = plan(150, 1, false);
    var world = (LongFunction<Report>) Simulation::run;
    var _ = new Campaign(plan, world, out(), Duration.ofMillis(5)).run();

    var lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines.size()).isGreaterThan(3);
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("written: "))
        .allMatch(line -> line.matches("[0-9]+ of 150 seeds, .* things never drawn"));
    assertThat(Checkpoint.read(plan.checkpoint(), Fingerprint.ofThisCode(), 0).next())
        .isEqualTo(150);
  }

  @Test
  void a_campaign_with_nothing_to_go_on_with_is_refused_in_one_line() {
    assertThatThrownBy(() -> campaign(10, 1, true, Some::report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("no campaign to go on with");
    var properties = new Properties();
    properties.setProperty("interlock.seeds", "none");
    assertThat(Campaign.run(properties, out())).isEqualTo(2);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  private static Report hang(long seed, CountDownLatch begun, CountDownLatch release) {
    begun.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Some.report(seed);
  }

  private static void requireSame(Tally one, Tally other) {
    assertThat(one.coverage().all()).isEqualTo(other.coverage().all());
    assertThat(one.statuses()).isEqualTo(other.statuses());
    assertThat(one.entries()).isEqualTo(other.entries());
    assertThat(one.effects()).isEqualTo(other.effects());
  }

  private Campaign campaign(long seeds, int lanes, boolean resume, LongFunction<Report> world) {
    return new Campaign(plan(seeds, lanes, resume), world, out(), SELDOM);
  }

  private Plan plan(long seeds, int lanes, boolean resume) {
    var page = folder.resolve("page.md");
    return new Plan(0, seeds, lanes, page, folder.resolve("checkpoint"), resume);
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  /** Deeds begin however late it is. */
  private static final Seams LATE =
      new Seams() {
        @Override
        public InstantSource beginClock(InstantSource sound) {
          return InstantSource.fixed(Instant.EPOCH);
        }
      };
}
