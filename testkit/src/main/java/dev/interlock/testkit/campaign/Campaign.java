package dev.interlock.testkit.campaign;

import dev.interlock.testkit.campaign.Ledger.Standing;
import dev.interlock.testkit.sim.Drawable;
import dev.interlock.testkit.sim.Report;
import dev.interlock.testkit.sim.Simulation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.LongFunction;

/**
 * Simulation at size, as a program. Reads its {@link Plan} from system properties, prints a line a
 * minute, notes after each how far it has come, and at the end writes the page.
 *
 * <p>Exits with 0 if every invariant held, 1 after a violation whose story it has printed, 2 if it
 * could not begin.
 */
public final class Campaign {
  private static final Duration LINE_EVERY = Duration.ofMinutes(1);
  private static final Duration WORLD_MAX = Duration.ofMinutes(10);

  private final Plan plan;
  private final LongFunction<Report> world;
  private final PrintStream out;
  private final Duration lineEvery;
  private final Checkpoint before;
  private final long began = System.nanoTime();

  /**
   * @throws IllegalArgumentException if it is to go on and there is nothing to go on with
   */
  Campaign(Plan plan, LongFunction<Report> world, PrintStream out, Duration lineEvery) {
    this.plan = plan;
    this.world = world;
    this.out = out;
    this.lineEvery = lineEvery;
    var code = Fingerprint.ofThisCode();
    this.before =
        plan.resume()
            ? Checkpoint.read(plan.checkpoint(), code, plan.from())
            : Checkpoint.none(code, plan.from());
  }

  static void main() {
    System.exit(run(System.getProperties(), System.out));
  }

  static int run(Properties properties, PrintStream out) {
    try {
      var plan = Plan.read(properties);
      var result = new Campaign(plan, Simulation::run, out, LINE_EVERY).run();
      return result.violation() == null ? 0 : 1;
    } catch (IllegalArgumentException bad) {
      out.println(bad.getMessage());
      return 2;
    }
  }

  /** Runs every seed of the plan, or up to a violation; writes the page and tells the story. */
  Result run() {
    var ledger = new Ledger(before.next(), plan.end(), before.tally());
    var lanes = new ArrayList<Lane>();
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < plan.lanes(); i++) {
      var lane = new Lane(ledger, world);
      lanes.add(lane);
      threads.add(Thread.ofVirtual().name("lane-" + i).start(lane));
    }
    while (ledger.violation().isEmpty() && !allEndWithin(threads, lineEvery)) {
      report(ledger.standing());
      for (var lane : lanes) lane.requireToEndWithin(WORLD_MAX);
    }
    report(ledger.standing());
    return ended(ledger);
  }

  private static boolean allEndWithin(List<Thread> threads, Duration most) {
    var until = System.nanoTime() + most.toNanos();
    try {
      for (var thread : threads) {
        var left = Duration.ofNanos(until - System.nanoTime());
        if (!left.isPositive() || !thread.join(left)) return false;
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the checkpoint stands", e);
    }
  }

  private Checkpoint reached(Standing standing) {
    return new Checkpoint(before.code(), plan.from(), standing.next(), took(), standing.tally());
  }

  private Duration took() {
    return before.took().plus(Duration.ofNanos(System.nanoTime() - began));
  }

  private void report(Standing standing) {
    var reached = reached(standing);
    reached.write(plan.checkpoint());
    var seeds = standing.tally().seeds() + standing.ahead();
    var coverage = standing.tally().coverage();
    var never =
        Drawable.everything().stream()
            .flatMap(Drawable::names)
            .filter(one -> coverage.of(one) == 0);
    out.printf(
        Locale.ROOT,
        "%,d of %,d seeds, %.0f per second, %,d entries, %d of %d things never drawn%n",
        seeds,
        plan.seeds(),
        Result.rate(seeds, reached.took()),
        standing.tally().entries(),
        never.count(),
        Drawable.everything().stream().flatMap(Drawable::names).count());
  }

  private Result ended(Ledger ledger) {
    var violation = ledger.violation().orElse(null);
    var cores = Runtime.getRuntime().availableProcessors();
    var result = new Result(reached(ledger.standing()), plan.lanes(), cores, violation);
    try {
      Files.createDirectories(plan.page().toAbsolutePath().getParent());
      var _ = Files.writeString(plan.page(), Page.of(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("written: " + plan.page());
    if (violation != null) {
      out.println("STOPPED at seed " + violation.seed() + ": " + violation.what());
      out.println(violation.story());
    }
    return result;
  }
}
