package dev.interlock.examples.incidentdesk.tools;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The questions that have a tool of their own. Reads only; safe for many threads. */
public final class ShopReads {
  private static final int LINES_MAX = 50;

  private final ShopDatabase database;

  public ShopReads(ShopDatabase database) {
    this.database = database;
  }

  /** Returns captures and refunds per day. */
  public RevenueByDay revenue(DayWindow window) {
    var sql =
        """
        SELECT substr(at, 1, 10) AS day, sum(status = 'captured'),
               sum(iif(status = 'captured', usd_cents, 0)),
               sum(iif(status = 'refunded', usd_cents, 0))
        FROM payments WHERE at >= ? AND at < ? GROUP BY day\
        """;
    var found = perDay(sql, window, 3);
    return new RevenueByDay(
        Checks.days(window).stream()
            .map(day -> {
              var sums = sums(found, day, 3);
              return new RevenueByDay.Day(
                  day.toString(), weekday(day), sums[0], usd(sums[1]), usd(sums[2]));
            })
            .toList());
  }

  /** Returns orders placed per day. */
  public OrdersByDay orders(DayWindow window) {
    var sql =
        """
        SELECT substr(placed_at, 1, 10) AS day, count(*), sum(usd_cents)
        FROM orders WHERE placed_at >= ? AND placed_at < ? GROUP BY day\
        """;
    var found = perDay(sql, window, 2);
    return new OrdersByDay(
        Checks.days(window).stream()
            .map(day -> {
              var sums = sums(found, day, 2);
              return new OrdersByDay.Day(day.toString(), weekday(day), sums[0], usd(sums[1]));
            })
            .toList());
  }

  /** Returns sessions per day. */
  public SessionsByDay sessions(DayWindow window) {
    var sql =
        """
        SELECT substr(at, 1, 10) AS day, sum(sessions)
        FROM sessions WHERE at >= ? AND at < ? GROUP BY day\
        """;
    var found = perDay(sql, window, 1);
    return new SessionsByDay(
        Checks.days(window).stream()
            .map(day -> new SessionsByDay.Day(day.toString(), weekday(day), sums(found, day, 1)[0]))
            .toList());
  }

  /** Returns what became of the payments of the orders placed on a day. */
  public PaymentsByStatus payments(PaymentsQuestion question) {
    var day = Checks.day("day", question.day());
    var key =
        switch (question.by()) {
          case status -> "'all'";
          case hour -> "substr(placed_at, 12, 2)";
          case scheme -> "scheme";
          case currency -> "currency";
        };
    var sql =
        """
        WITH settled AS (
          SELECT o.id, o.placed_at, o.currency, o.usd_cents, max(p.scheme) AS scheme,
                 max(p.status = 'captured') AS captured, max(p.status = 'failed') AS failed,
                 max(p.status = 'refunded') AS refunded,
                 sum(iif(p.status = 'captured', p.usd_cents, 0)) AS captured_cents
          FROM orders o JOIN payments p ON p.order_id = o.id
          WHERE o.placed_at >= ? AND o.placed_at < ? GROUP BY o.id)
        SELECT %s AS grouped, count(*), sum(captured), sum(failed AND NOT captured),
               sum(NOT failed AND NOT captured), sum(refunded), sum(captured_cents),
               sum(usd_cents) - sum(captured_cents)
        FROM settled GROUP BY grouped ORDER BY grouped\
        """
            .formatted(key);
    var groups =
        database.rows(
            sql,
            row ->
                new PaymentsByStatus.Group(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    usd(row.getLong(7)),
                    usd(row.getLong(8))),
            day.toString(),
            day.plusDays(1).toString());
    return new PaymentsByStatus(day.toString(), groups);
  }

  /** Returns the window's deployments. */
  public Deployments deployments(DayWindow window) {
    var days = Checks.days(window);
    var sql =
        """
        SELECT * FROM (
          SELECT at, service, version, author, summary, count(*) OVER () AS matching
          FROM deployments WHERE at >= ? AND at < ? ORDER BY at DESC LIMIT 40) ORDER BY at\
        """;
    var matching = new long[1];
    var deployed =
        database.rows(
            sql,
            row -> {
              matching[0] = row.getLong(6);
              return new Deployments.Deployed(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5));
            },
            days.getFirst().toString(),
            days.getLast().plusDays(1).toString());
    return new Deployments(matching[0], deployed);
  }

  /**
   * Returns the first log lines of a service and day.
   *
   * @throws IllegalArgumentException if no service has that name; the message lists those there are
   */
  public ServiceLogs logs(LogQuestion question) {
    var day = Checks.day("day", question.day());
    var limit = Checks.limit(question.limit(), LINES_MAX);
    requireService(question.service());
    var levels =
        switch (question.level()) {
          case INFO -> "'INFO', 'WARN', 'ERROR'";
          case WARN -> "'WARN', 'ERROR'";
          case ERROR -> "'ERROR'";
        };
    var sql =
        """
        SELECT at, level, message, count(*) OVER () AS matching FROM service_logs
        WHERE service = ? AND at >= ? AND at < ? AND level IN (%s) ORDER BY at, id LIMIT ?\
        """
            .formatted(levels);
    var matching = new long[1];
    var lines =
        database.rows(
            sql,
            row -> {
              matching[0] = row.getLong(4);
              return new ServiceLogs.Line(row.getString(1), row.getString(2), row.getString(3));
            },
            question.service(),
            day.toString(),
            day.plusDays(1).toString(),
            limit);
    return new ServiceLogs(matching[0], lines);
  }

  /** Refuses a service that never logged nor was deployed. */
  void requireService(String service) {
    var sql =
        """
        SELECT DISTINCT service FROM deployments
        UNION SELECT DISTINCT service FROM service_logs ORDER BY 1\
        """;
    var known = database.rows(sql, row -> row.getString(1));
    if (!known.contains(service)) {
      throw new IllegalArgumentException(
          "no service named '" + service + "'; there are " + String.join(", ", known));
    }
  }

  private Map<String, long[]> perDay(String sql, DayWindow window, int sums) {
    var days = Checks.days(window);
    var found = new HashMap<String, long[]>();
    var end = days.getLast().plusDays(1).toString();
    List<Map.Entry<String, long[]>> rows =
        database.rows(
            sql,
            row -> {
              var values = new long[sums];
              for (var i = 0; i < sums; i++) values[i] = row.getLong(i + 2);
              return Map.entry(row.getString(1), values);
            },
            days.getFirst().toString(),
            end);
    for (var row : rows) found.put(row.getKey(), row.getValue());
    return found;
  }

  private static long[] sums(Map<String, long[]> found, LocalDate day, int sums) {
    return found.getOrDefault(day.toString(), new long[sums]);
  }

  private static String weekday(LocalDate day) {
    return day.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }

  private static BigDecimal usd(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }
}
