package dev.interlock.examples.incidentdesk;

import dev.interlock.examples.incidentdesk.tools.DayWindow;
import dev.interlock.examples.incidentdesk.tools.Deployments;
import dev.interlock.examples.incidentdesk.tools.IncidentOpened;
import dev.interlock.examples.incidentdesk.tools.IncidentReport;
import dev.interlock.examples.incidentdesk.tools.LogQuestion;
import dev.interlock.examples.incidentdesk.tools.OrdersByDay;
import dev.interlock.examples.incidentdesk.tools.PaymentsByStatus;
import dev.interlock.examples.incidentdesk.tools.PaymentsQuestion;
import dev.interlock.examples.incidentdesk.tools.RestartOrder;
import dev.interlock.examples.incidentdesk.tools.RestartRecorded;
import dev.interlock.examples.incidentdesk.tools.RevenueByDay;
import dev.interlock.examples.incidentdesk.tools.ServiceLogs;
import dev.interlock.examples.incidentdesk.tools.SessionsByDay;
import dev.interlock.examples.incidentdesk.tools.ShopDatabase;
import dev.interlock.examples.incidentdesk.tools.ShopEffects;
import dev.interlock.examples.incidentdesk.tools.ShopReads;
import dev.interlock.examples.incidentdesk.tools.SqlQuestion;
import dev.interlock.examples.incidentdesk.tools.SqlReads;
import dev.interlock.examples.incidentdesk.tools.SqlRows;
import dev.interlock.runtime.effect.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What an agent may do with the shop: seven reads and two effects.
 *
 * <p>Reads go through read-only connections. A refused argument is an {@link
 * IllegalArgumentException}, a database's refusal a {@link
 * dev.interlock.examples.incidentdesk.tools.ShopDatabaseException}; either has a message of one
 * line that a model can act on. Safe for many threads and many processes.
 */
public final class ShopTools {
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);

  private final ShopReads reads;
  private final SqlReads sql;
  private final ShopEffects effects;

  /**
   * Opens the tools over a shop.
   *
   * @param database a file that a {@link dev.interlock.examples.incidentdesk.world.ShopGenerator}
   *     filled
   * @throws IllegalArgumentException if there is no such file
   */
  public ShopTools(Path database) {
    this(database, InstantSource.system());
  }

  /** Opens the tools with a clock, which dates the effects. */
  public ShopTools(Path database, InstantSource clock) {
    var shop = new ShopDatabase(database);
    reads = new ShopReads(shop);
    sql = new SqlReads(shop, QUERY_TIMEOUT);
    effects = new ShopEffects(shop, reads, clock);
  }

  @Tool(name = "revenue_by_day", description = "Captured and refunded USD of each day.")
  public RevenueByDay revenueByDay(DayWindow window) {
    return reads.revenue(window);
  }

  @Tool(name = "sessions_by_day", description = "Visits to the shop on each day, robots included.")
  public SessionsByDay sessionsByDay(DayWindow window) {
    return reads.sessions(window);
  }

  @Tool(name = "orders_by_day", description = "Orders placed on each day, paid or not.")
  public OrdersByDay ordersByDay(DayWindow window) {
    return reads.orders(window);
  }

  @Tool(
      name = "payments_by_status",
      description =
          "What became of the payments of one day's orders: captured, failed or only authorised, "
              + "and the USD that is missing; for the whole day or per hour, scheme or currency.")
  public PaymentsByStatus paymentsByStatus(PaymentsQuestion question) {
    return reads.payments(question);
  }

  @Tool(name = "deployments", description = "Changes of code or configuration, oldest first.")
  public Deployments deployments(DayWindow window) {
    return reads.deployments(window);
  }

  @Tool(
      name = "service_logs",
      description = "The first log lines of one service on one day, and how many there are.")
  public ServiceLogs serviceLogs(LogQuestion question) {
    return reads.logs(question);
  }

  @Tool(
      name = "read_query",
      description = "One SQLite SELECT for what no other tool answers. Money there is in cents.")
  public SqlRows readQuery(SqlQuestion question) {
    return sql.query(question);
  }

  @Tool(
      name = "restart_service",
      description =
          "Restarts a service with the version and configuration it has. Interrupts customers.")
  public RestartRecorded restartService(RestartOrder order) {
    return effects.restart(order);
  }

  @Tool(
      name = "open_incident",
      description = "Opens an incident and calls people. Once the cause and the cost are known.")
  public IncidentOpened openIncident(IncidentReport report) {
    return effects.open(report);
  }
}
