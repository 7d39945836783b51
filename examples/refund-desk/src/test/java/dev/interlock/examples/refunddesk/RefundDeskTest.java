package dev.interlock.examples.refunddesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.examples.refunddesk.ShopLedger.Fault;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.failure.ResultVerdict;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.Agent;
import dev.interlock.runtime.Interlock;
import dev.interlock.testkit.mcp.EffectServer;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desk as it lies beside this module, on a real ledger and a real payment process. */
@Timeout(120)
class RefundDeskTest {
  private static final Principal ANN = Principal.of("ann", "clerk");

  @TempDir Path folder;
  private Interlock interlock;

  @BeforeEach
  void open() {
    interlock = Interlock.open(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    interlock.close();
  }

  @Test
  void a_refund_is_booked_paid_posted_and_written_about_once() throws Exception {
    var run = interlock.start(agent(), "o-991", ANN);
    assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
    assertThat(books()).containsExactly("book_refund customer 5", "book_refund refunds -5");
    assertThat(paid()).containsExactly("credit", "post_entry", "notify_once");
  }

  @Test
  void what_can_be_undone_is_undone_in_reverse_and_the_books_balance() throws Exception {
    var run = interlock.start(agent(), "quiet-992", ANN);
    assertThat(run.await(Duration.ofMinutes(1)).status()).isEqualTo(Status.COMPLETED);
    assertThat(interlock.rollback(run.id(), ANN).done()).isTrue();
    assertThat(interlock.run(run.id()).await(Duration.ofMinutes(1)).status())
        .isEqualTo(Status.ROLLED_BACK);

    assertThat(books())
        .containsExactly(
            "book_refund customer 5",
            "book_refund refunds -5",
            "reverse_refund customer -5",
            "reverse_refund refunds 5");
    assertThat(paid()).containsExactly("credit", "post_entry", "void_entry", "debit");
  }

  @Test
  void no_more_is_paid_back_than_was_bought_whatever_the_model_has_read() throws Exception {
    var agent = agent();
    var _ = new ShopLedger(interlock.dataSource());
    ShopLedger.open(interlock.dataSource(), "quiet-1", Fault.NONE);
    execute("UPDATE orders SET cents = 4 WHERE account = 'quiet-1'");

    var run = interlock.start(agent, "quiet-1", ANN);
    var _ = run.await(Duration.ofSeconds(30));

    assertThat(denied(run.id()))
        .first()
        .asString()
        .contains("no more is paid back than was bought");
    assertThat(books()).isEmpty();
  }

  @Test
  void a_refund_that_the_database_swallows_is_found_out_and_nothing_rests_on_it() throws Exception {
    var agent = agent();
    var _ = new ShopLedger(interlock.dataSource());
    execute("CREATE TRIGGER swallow BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END");

    var run = interlock.start(agent, "o-991", ANN);
    var _ = run.await(Duration.ofSeconds(30));

    assertThat(denied(run.id()))
        .first()
        .asString()
        .contains("the refund does not stand in the books")
        .contains("VER_1");
    assertThat(run.await(Duration.ofSeconds(30)).status()).isNotEqualTo(Status.COMPLETED);
    assertThat(paid()).isEmpty();
  }

  private List<String> denied(RunId run) {
    try (var entries = interlock.entries(run, 1)) {
      return entries
          .map(entry -> entry.event())
          .filter(CommandDenied.class::isInstance)
          .map(Object::toString)
          .toList();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = interlock.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOST_LINES, PARTIAL, size(result.lines) == result.line_count",
    "STALE, STALE, as_of",
    "RESHAPED, INVALID, currency"
  })
  void an_order_that_is_silently_wrong_is_told_in_words_and_nothing_is_refunded(
      Fault fault, ResultVerdict verdict, String words) throws SQLException, IOException {
    var agent = agent();
    var _ = new ShopLedger(interlock.dataSource());
    ShopLedger.open(interlock.dataSource(), "o-1", fault);
    var run = interlock.start(agent, "o-1", ANN);
    var _ = run.await(Duration.ofSeconds(30));

    try (var entries = interlock.entries(run.id(), 1)) {
      var events = entries.map(entry -> entry.event()).toList();
      assertThat(events.stream().filter(ToolReturned.class::isInstance).map(Object::toString))
          .first()
          .asString()
          .contains("verdict=" + verdict)
          .contains(words);
      assertThat(events.stream().filter(CommandDenied.class::isInstance).map(Object::toString))
          .anyMatch(denied -> denied.contains("requires"));
    }
    assertThat(books()).isEmpty();
    assertThat(paid()).isEmpty();
  }

  private Agent agent() throws IOException {
    var home = Path.of("").toAbsolutePath();
    var text =
        Files.readString(home.resolve("refund-desk.yaml"))
            .replace("${env:INTERLOCK_CLASS_PATH}", classes())
            .replace("${env:JAVA_HOME}", System.getProperty("java.home"))
            .replace("payments.log", folder.resolve("payments.log").toString());
    Files.writeString(folder.resolve("clerk.yaml"), Files.readString(home.resolve("clerk.yaml")));
    return Agent.load(Files.writeString(folder.resolve("refund-desk.yaml"), text));
  }

  private static String classes() {
    try {
      var home = EffectServer.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Path.of(home).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<String> books() {
    try (var connection = interlock.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT tool, side, amount FROM ledger ORDER BY rowid")) {
      var lines = new ArrayList<String>();
      while (rows.next()) {
        lines.add(rows.getString(1) + " " + rows.getString(2) + " " + rows.getInt(3));
      }
      return lines;
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private List<String> paid() throws IOException {
    var log = folder.resolve("payments.log");
    if (!Files.exists(log)) return List.of();
    return Files.readAllLines(log).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1, line.indexOf(" {")))
        .toList();
  }
}
