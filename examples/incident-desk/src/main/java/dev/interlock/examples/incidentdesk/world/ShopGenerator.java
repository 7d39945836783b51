package dev.interlock.examples.incidentdesk.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Fills a SQLite file with one year of a shop whose revenue fell on the last day.
 *
 * <p>The cause is a fault of one billing service, deployed that day; sessions fall too, for a
 * reason that cost nothing. The seed decides every figure, the day, the fault and its size. All
 * times are UTC.
 *
 * <p>What this guarantees, for every seed: the same seed and date give the same rows; orders placed
 * are within 5 % of the four same weekdays before, captured revenue is 25 to 55 % below them, and
 * at least 85 % of that gap are orders placed and not captured. What it does not: the same bytes of
 * the file, nor the same rows from another version of this class.
 */
public final class ShopGenerator {
  /** Days of trade in the database, the incident day included. */
  public static final int DAYS = 365;

  private final long seed;
  private final @Nullable LocalDate end;
  private final int days;

  /** A shop whose incident day is drawn from the seed. */
  public ShopGenerator(long seed) {
    this(seed, null);
  }

  /**
   * A shop whose incident day is the day before {@code today}.
   *
   * @param today the first day without data; drawn from the seed if null
   */
  public ShopGenerator(long seed, @Nullable LocalDate today) {
    this(seed, today, DAYS);
  }

  /** A shop with fewer days, at least 29; not the last days of the same seed's whole year. */
  ShopGenerator(long seed, @Nullable LocalDate today, int days) {
    this.seed = seed;
    this.end = today;
    this.days = days;
  }

  /** Returns the first day without data. */
  public LocalDate today() {
    return scenario(new SplittableRandom(seed)).today();
  }

  /**
   * Creates the database.
   *
   * @param file where; its directory must exist
   * @throws IllegalStateException if the file exists; it was left as it was
   * @throws UncheckedIOException if it could not be written; {@code file} does not exist then
   */
  public void fill(Path file) {
    if (Files.exists(file)) {
      throw new IllegalStateException(file + " exists already; delete it or name another file");
    }
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      write(partial);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + file + "; nothing was kept", e);
    }
  }

  private Scenario scenario(SplittableRandom random) {
    return Scenario.draw(random.split(), end);
  }

  private void write(Path file) {
    var random = new SplittableRandom(seed);
    var scenario = scenario(random);
    var plans = DayPlan.year(random.split(), scenario, days);
    var trade = trade(random.split(), scenario, plans);
    var deployments = new Releases(random.split()).year(scenario, days);
    var visits = random.split();
    try (var rows = new ShopRows(file)) {
      trade.forEach(rows::add);
      deployments.forEach(rows::add);
      for (var plan : plans) {
        var lost = plan.equals(plans.getLast()) ? scenario.drop() : 0.0;
        var channels = SessionCount.channels(scenario.decoy(), lost);
        SessionCount.spread(visits, plan, channels).forEach(rows::add);
      }
      lines(new Chatter(random.split()), scenario, plans, deployments).forEach(rows::add);
      rows.commit();
    }
  }

  private static List<TradingDay> trade(
      SplittableRandom random, Scenario scenario, List<DayPlan> plans) {
    var days = new ArrayList<TradingDay>();
    var id = random.nextLong(100_000, 900_000);
    for (var plan : plans.subList(0, plans.size() - 1)) {
      days.add(TradingDay.draw(random, scenario, plan, id));
      id += plan.orders();
    }
    days.add(new IncidentDay(scenario, plans, days).draw(random, id));
    return days;
  }

  private static List<LogLine> lines(
      Chatter chatter, Scenario scenario, List<DayPlan> plans, List<Deployment> deployments) {
    var lines = new ArrayList<LogLine>();
    for (var plan : plans) lines.addAll(chatter.day(plan.day()));
    for (var deployment : deployments) lines.add(chatter.start(deployment));
    var culprit =
        deployments.reversed().stream()
            .filter(deployment -> deployment.service().equals(scenario.fault().service()))
            .findFirst()
            .orElseThrow();
    lines.addAll(chatter.incidentDay(scenario, plans.getLast(), culprit));
    return lines;
  }
}
