package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.SharedDatabase;
import dev.interlock.runtime.effect.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteDataSource;

/** Tools that do their deeds in the transactions of their outcomes, as an application has them. */
@Timeout(120)
class TransactionalTest {
  private static final Principal ANN = Principal.of("ann");

  @TempDir Path folder;

  /** What is to be paid. */
  public record Payment(String account, int amount) {}

  /** What was paid so far. */
  public record Paid(int total) {}

  /** Takes the connection that it is given. */
  public static final class Plain {
    @Tool(name = "pay", description = "Pays once.")
    public Paid pay(Payment payment, Connection connection) throws SQLException {
      try (var insert = connection.prepareStatement("INSERT INTO paid VALUES (?, ?)")) {
        insert.setString(1, payment.account());
        insert.setInt(2, payment.amount());
        var _ = insert.executeUpdate();
      }
      if (payment.amount() < 0) throw new IllegalArgumentException("amount is below zero");
      try (var sum = connection.createStatement();
          var rows = sum.executeQuery("SELECT sum(amount) FROM paid")) {
        return new Paid(rows.getInt(1));
      }
    }
  }

  /** Knows Spring, and nothing of Interlock but where its connections come from. */
  public static final class Springs implements SharedDatabase {
    private final DataSource source;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    public Springs(DataSource source) {
      this.source = source;
      this.jdbc = new JdbcTemplate(source);
      this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    @Override
    public DataSource dataSource() {
      return source;
    }

    @Tool(name = "pay", description = "Pays once.")
    public Paid pay(Payment payment) {
      return transaction.execute(status -> {
        var _ = jdbc.update("INSERT INTO paid VALUES (?, ?)", payment.account(), payment.amount());
        if (payment.amount() == 0) status.setRollbackOnly();
        if (payment.amount() < 0) throw new IllegalArgumentException("amount is below zero");
        var total = jdbc.queryForObject("SELECT sum(amount) FROM paid", Integer.class);
        return new Paid(total == null ? 0 : total);
      });
    }
  }

  /** Wants a transaction of its own. */
  public static final class Apart implements SharedDatabase {
    private final DataSource source;
    private final JdbcTemplate jdbc;

    public Apart(DataSource source) {
      this.source = source;
      this.jdbc = new JdbcTemplate(source);
    }

    @Override
    public DataSource dataSource() {
      return source;
    }

    @Tool(name = "pay", description = "Pays apart.")
    public Paid pay(Payment payment) {
      var manager = new DataSourceTransactionManager(source);
      var apart = new TransactionTemplate(manager);
      apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
      return new TransactionTemplate(manager)
          .execute(_ -> {
            var _ = jdbc.update("INSERT INTO paid VALUES ('outer', 1)");
            return apart.execute(_ -> new Paid(jdbc.update("INSERT INTO paid VALUES ('x', 1)")));
          });
    }
  }

  @Test
  void what_a_plain_tool_did_is_there_with_its_outcome() {
    try (var interlock = open()) {
      var run = interlock.start(agent(new Plain(), 5), "pay", ANN);
      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
      assertThat(paid(interlock)).containsExactly("ann 5");
    }
  }

  @Test
  void what_a_failing_tool_did_is_taken_back_and_there_is_no_doubt() {
    try (var interlock = open()) {
      var run = interlock.start(agent(new Plain(), -5), "pay", ANN);
      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
      assertThat(paid(interlock)).isEmpty();
      try (var entries = interlock.entries(run.id(), 1)) {
        var events = entries.map(entry -> entry.event()).toList();
        assertThat(events).hasAtLeastOneElementOfType(ToolFailed.class);
        assertThat(events).doesNotHaveAnyElementsOfTypes(OutcomeUnknown.class);
      }
    }
  }

  @Test
  void springs_transaction_manager_joins() {
    try (var interlock = open()) {
      var tools = new Springs(interlock.dataSource());
      var run = interlock.start(agent(tools, 5), "pay", ANN);
      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
      assertThat(paid(interlock)).containsExactly("ann 5");
    }
  }

  @Test
  void a_proxy_of_springs_that_binds_connections_joins_as_well() {
    try (var interlock = open()) {
      var tools = new Springs(new TransactionAwareDataSourceProxy(interlock.dataSource()));
      var run = interlock.start(agent(tools, 5), "pay", ANN);
      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
      assertThat(paid(interlock)).containsExactly("ann 5");
    }
  }

  @Test
  void springs_rollback_takes_back_what_was_done() {
    try (var interlock = open()) {
      for (var amount : List.of(0, -5)) {
        var tools = new Springs(interlock.dataSource());
        var run = interlock.start(agent(tools, amount), "pay", ANN);
        assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
        assertThat(paid(interlock)).isEmpty();
      }
    }
  }

  @Test
  void a_transaction_of_its_own_is_refused_and_nothing_is_left() {
    try (var interlock = open()) {
      var run = interlock.start(agent(new Apart(interlock.dataSource()), 5), "pay", ANN);
      assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
      assertThat(paid(interlock)).isEmpty();
      try (var entries = interlock.entries(run.id(), 1)) {
        assertThat(entries.map(entry -> entry.event().toString()))
            .anyMatch(event -> event.contains("Could not open JDBC Connection"));
      }
    }
  }

  @Test
  void tools_on_another_file_are_refused_when_the_agent_is_loaded() {
    var other = new SQLiteDataSource();
    other.setUrl("jdbc:sqlite:" + folder.resolve("other.db"));
    try (var interlock = open()) {
      assertThatThrownBy(() -> interlock.start(agent(new Springs(other), 5), "pay", ANN))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("the tool 'pay' cannot have the effect it states")
          .hasMessageContaining("other.db");
      assertThat(interlock.resume()).isEmpty();
    }
  }

  @Test
  void a_connection_is_for_transactional_tools_only() {
    try (var interlock = open()) {
      var agent = agent("effect: once, risk: write", new Plain(), 5);
      assertThatThrownBy(() -> interlock.start(agent, "pay", ANN))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("only effect: transactional gives");
    }
  }

  private Interlock open() {
    var interlock = Interlock.open(folder.resolve("data"));
    new JdbcTemplate(interlock.dataSource())
        .execute("CREATE TABLE IF NOT EXISTS paid (account TEXT, amount INTEGER)");
    return interlock;
  }

  private static List<String> paid(Interlock interlock) {
    return new JdbcTemplate(interlock.dataSource())
        .query(
            "SELECT account, amount FROM paid",
            (rows, _) -> rows.getString(1) + " " + rows.getInt(2));
  }

  private Agent agent(Object tools, int amount) {
    return agent("effect: transactional, risk: write, attempts: 2, backoff: 10ms", tools, amount);
  }

  private Agent agent(String terms, Object tools, int amount) {
    try {
      Files.writeString(
          folder.resolve("script.yaml"),
          """
          replies:
            - when: '!("pay" in proposed)'
              calls: [ { tool: pay, arguments: { account: ann, amount: %d } } ]
            - answer: "done"
          """
              .formatted(amount));
      var file =
          Files.writeString(
              folder.resolve("agent.yaml"),
              """
              agent: payer
              model: { use: scripted/script.yaml, price: { input: 0.25, output: 2.00 } }
              autonomy: bounded
              tools:
                - java:
                    class: %s
                  allow: { pay: { %s } }
              """
                  .formatted(tools.getClass().getName(), terms));
      return Agent.load(file).with(tools);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
