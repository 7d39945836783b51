package dev.interlock.examples.incidentdesk;

import dev.interlock.examples.incidentdesk.tools.ShopDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;

/**
 * What really happened on the shop's last day, for whoever judges an answer about it.
 *
 * <p>Computed by SQL from the database alone; the generator's memory plays no part, so that a
 * defect of the generator shows as a wrong truth. An agent must not see this.
 *
 * @param day the last day with orders
 */
public record GroundTruth(String day, Culprit culprit, Loss loss, FalseLead falseLead) {

  /**
   * The service that warns by name of the most orders of the day that brought no money, and its
   * last deployment before the first such line.
   *
   * @param orders how many such orders it names
   */
  public record Culprit(String service, String version, String deployedAt, long orders) {}

  /**
   * What the day cost, in USD. Expected is the mean of the same weekday over the four weeks before.
   *
   * @param lost expected less captured
   * @param explained share of {@code lost} that was ordered and not captured beyond what was not
   *     captured on those four days either; four decimals
   */
  public record Loss(
      BigDecimal captured, BigDecimal expected, BigDecimal lost, BigDecimal explained) {}

  /** The story that is not true: sessions fell, but orders did not. Expected as in {@link Loss}. */
  public record FalseLead(
      long sessions, BigDecimal sessionsExpected, long orders, BigDecimal ordersExpected) {}

  private static final String CULPRIT =
      """
      WITH last AS (SELECT max(substr(placed_at, 1, 10)) AS day FROM orders),
      unpaid AS (
        SELECT o.id FROM orders o, last WHERE substr(o.placed_at, 1, 10) = last.day
        AND NOT EXISTS (SELECT 1 FROM payments p
          WHERE p.order_id = o.id AND p.status = 'captured' AND p.usd_cents > 0)),
      named AS (
        SELECT l.service, l.at,
          CAST(substr(l.message, instr(l.message, 'order=') + 6) AS INTEGER) AS order_id
        FROM service_logs l, last WHERE substr(l.at, 1, 10) = last.day
        AND l.level IN ('WARN', 'ERROR') AND instr(l.message, 'order=') > 0),
      suspect AS (
        SELECT service, min(at) AS began, count(DISTINCT order_id) AS orders
        FROM named WHERE order_id IN (SELECT id FROM unpaid)
        GROUP BY service ORDER BY orders DESC, service LIMIT 1)
      SELECT s.service, d.version, d.at, s.orders FROM suspect s JOIN deployments d
      ON d.service = s.service AND d.at <= s.began ORDER BY d.at DESC LIMIT 1\
      """;

  /** One row per day of comparison: the last day (week 0), and the four same weekdays before. */
  private static final String WEEKS =
      """
      WITH last AS (SELECT max(substr(placed_at, 1, 10)) AS day FROM orders),
      weeks AS (SELECT value AS week, date(last.day, (-7 * value) || ' days') AS day
        FROM last, json_each('[0,1,2,3,4]'))
      SELECT week, day,
        (SELECT coalesce(sum(usd_cents), 0) FROM payments p WHERE p.status = 'captured'
          AND p.at >= w.day AND p.at < date(w.day, '1 day')) AS captured,
        (SELECT sum(o.usd_cents) FROM orders o
          WHERE o.placed_at >= w.day AND o.placed_at < date(w.day, '1 day'))
        - (SELECT coalesce(sum(p.usd_cents), 0) FROM orders o JOIN payments p ON p.order_id = o.id
          WHERE p.status = 'captured'
          AND o.placed_at >= w.day AND o.placed_at < date(w.day, '1 day')) AS missing,
        (SELECT count(*) FROM orders o
          WHERE o.placed_at >= w.day AND o.placed_at < date(w.day, '1 day')) AS orders,
        (SELECT sum(sessions) FROM sessions s
          WHERE s.at >= w.day AND s.at < date(w.day, '1 day')) AS sessions
      FROM weeks w\
      """;

  private static final String LOSS =
      """
      WITH by_week AS (%s),
      told AS (SELECT
        max(iif(week = 0, captured, NULL)) AS captured,
        avg(iif(week > 0, captured, NULL)) AS expected,
        max(iif(week = 0, missing, NULL)) - avg(iif(week > 0, missing, NULL)) AS missing
        FROM by_week)
      SELECT captured / 100.0, expected / 100.0, missing / (expected - captured) FROM told\
      """
          .formatted(WEEKS);

  private static final String FALSE_LEAD =
      """
      SELECT max(day), max(iif(week = 0, sessions, NULL)), avg(iif(week > 0, sessions, NULL)),
        max(iif(week = 0, orders, NULL)), avg(iif(week > 0, orders, NULL)) FROM (%s)\
      """
          .formatted(WEEKS);

  /**
   * Reads the truth from a shop.
   *
   * @throws IllegalArgumentException if there is no such file
   * @throws IllegalStateException if the day has no culprit, so that it is no incident day
   */
  public static GroundTruth of(Path database) {
    var shop = new ShopDatabase(database);
    var culprits =
        shop.rows(
            CULPRIT,
            row ->
                new Culprit(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    if (culprits.isEmpty()) {
      throw new IllegalStateException("no service of " + database + " names an unpaid order");
    }
    var loss =
        shop.rows(LOSS, row -> loss(row.getDouble(1), row.getDouble(2), row.getDouble(3)))
            .getFirst();
    return shop.rows(
            FALSE_LEAD,
            row ->
                new GroundTruth(
                    row.getString(1),
                    culprits.getFirst(),
                    loss,
                    new FalseLead(
                        row.getLong(2),
                        decimal(row.getDouble(3), 2),
                        row.getLong(4),
                        decimal(row.getDouble(5), 2))))
        .getFirst();
  }

  private static Loss loss(double captured, double expected, double explained) {
    var rounded = decimal(captured, 2);
    var usual = decimal(expected, 2);
    return new Loss(rounded, usual, usual.subtract(rounded), decimal(explained, 4));
  }

  private static BigDecimal decimal(double value, int decimals) {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
  }
}
