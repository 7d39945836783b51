package dev.interlock.adapters.sql;

import static dev.interlock.testkit.journal.StoreUnderTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.runtime.Probe;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Transaction;
import dev.interlock.testkit.journal.TestDriver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool may do with the journal's own connection, and what it cannot break. */
@Timeout(60)
class JoinedTest {
  @TempDir Path folder;
  private Store store;
  private TestDriver driver;

  @BeforeEach
  void open() throws SQLException {
    store = new SqliteStoreProvider().open(folder, Probe.NONE);
    driver = TestDriver.of(store, run(1));
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE paid (id INTEGER PRIMARY KEY, name TEXT UNIQUE ON CONFLICT ROLLBACK)");
      statement.executeUpdate(
          """
          CREATE TABLE lines (paid INTEGER REFERENCES paid (id) DEFERRABLE INITIALLY DEFERRED)
          """);
    }
  }

  @AfterEach
  void close() {
    driver.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COMMIT",
        "end transaction",
        "-- a remark\n rollback",
        "/* a remark */ BEGIN",
        "SAVEPOINT mine",
        "RELEASE interlock_deed",
        "ATTACH 'other.db' AS other",
        "PRAGMA foreign_keys = OFF",
        "VACUUM",
        "INSERT INTO paid (name) VALUES ('a'); COMMIT",
        "DELETE FROM entries",
        "DELETE FROM main.\"Entries\"",
        "UPDATE 'runs' SET epoch = 0",
        "SELECT * FROM [inbox]",
        "DELETE FROM temp.interlock_deed",
        "CREATE TRIGGER t AFTER INSERT ON paid BEGIN DELETE FROM `switches`; END",
      })
  void a_tool_says_nothing_that_is_not_its_own_business(String sql) {
    var refused = new AtomicReference<SQLException>();
    driver.perform(
        null,
        with(connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(sql);
          } catch (SQLException said) {
            refused.set(said);
          }
          insert(connection, "after");
        }),
        "done");

    assertThat((Throwable) refused.get()).isNotNull();
    assertThat(names()).containsExactly("after");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO paid (name) VALUES ('a; COMMIT')",
        "INSERT INTO paid (name) VALUES ('it''s a') ;  -- that is all",
        "INSERT INTO \"paid\" ([name]) VALUES ('a') /* ; commit */",
      })
  void what_only_looks_like_it_is_let_through(String sql) {
    driver.perform(
        null,
        with(connection -> {
          try (var statement = connection.createStatement()) {
            statement.execute(sql);
          }
        }),
        "done");
    assertThat(names()).hasSize(1);
  }

  @Test
  void who_breaks_the_transaction_is_told_and_takes_nothing_of_others_along() {
    driver.perform(null, with(connection -> insert(connection, "taken")), "one");
    var refusals = new ArrayList<String>();
    var after = new ArrayList<String>();
    driver.perform(
        null,
        transaction -> {
          if (transaction.refusal().isPresent()) {
            refusals.add(transaction.refusal().get());
            return;
          }
          with(
                  connection -> {
                    insert(connection, "first");
                    assertThatThrownBy(() -> insert(connection, "taken"))
                        .isInstanceOf(SQLException.class);
                    assertThatThrownBy(() -> insert(connection, "would be committed by itself"))
                        .isInstanceOf(SQLException.class);
                    after.add("went on");
                  })
              .accept(transaction);
        },
        "two");

    assertThat(after).containsExactly("went on");
    assertThat(refusals).singleElement().asString().contains("broke the transaction");
    assertThat(names()).containsExactly("taken");
    assertThat(store.journal().head(run(1)).orElseThrow().sequence()).isEqualTo(2);
  }

  @Test
  void a_deferred_key_that_leads_nowhere_fails_the_deed_and_not_the_group() {
    var refusals = new ArrayList<String>();
    driver.perform(
        null,
        transaction -> {
          transaction.refusal().ifPresent(refusals::add);
          if (refusals.isEmpty()) {
            with(
                    connection -> {
                      try (var statement = connection.createStatement()) {
                        statement.executeUpdate("INSERT INTO lines VALUES (17)");
                      }
                    })
                .accept(transaction);
          }
        },
        "one");
    driver.perform(null, with(connection -> insert(connection, "kept")), "two");

    assertThat(refusals).singleElement().asString().contains("foreign key");
    assertThat(names()).containsExactly("kept");
  }

  @Test
  void a_statement_without_end_is_broken_off_when_the_deed_is_over() throws Exception {
    var begun = new CountDownLatch(1);
    var ended = new AtomicReference<SQLException>();
    var tools = new ArrayList<Thread>();
    driver.perform(
        null,
        transaction -> {
          if (transaction.refusal().isPresent()) return;
          var connection = transaction.handle(Connection.class).orElseThrow();
          tools.add(Thread.ofVirtual().start(() -> writesForEver(connection, begun, ended)));
          await(begun);
          transaction.rollBack();
        },
        "given up");
    driver.perform(null, with(connection -> insert(connection, "next")), "done");

    for (var tool : tools) tool.join();
    assertThat((Throwable) ended.get()).isNotNull();
    assertThat(names()).containsExactly("next");
  }

  @Test
  void there_is_one_connection_at_a_time_and_none_when_the_deed_is_over() {
    var kept = new AtomicReference<Connection>();
    driver.perform(
        null,
        transaction ->
            kept.set(
                transaction.on(() -> {
                  try {
                    var first = store.dataSource().getConnection();
                    assertThatThrownBy(() -> store.dataSource().getConnection())
                        .hasMessageContaining("there is one connection");
                    first.close();
                    assertThatThrownBy(first::createStatement).hasMessageContaining("closed");
                    var second = store.dataSource().getConnection();
                    insert(second, "one");
                    second.commit();
                    return second;
                  } catch (SQLException surprise) {
                    throw new IllegalStateException(surprise);
                  }
                })),
        "done");

    assertThatThrownBy(() -> insert(kept.get(), "late")).hasMessageContaining("is over");
    assertThat(names()).containsExactly("one");
  }

  @Test
  void what_is_rolled_back_within_a_deed_leaves_what_comes_after() {
    driver.perform(
        null,
        with(connection -> {
          insert(connection, "first");
          connection.rollback();
          insert(connection, "second");
          var before = connection.setSavepoint();
          insert(connection, "third");
          connection.rollback(before);
        }),
        "done");
    assertThat(names()).containsExactly("second");
  }

  @Test
  void generated_keys_are_told_and_nothing_leads_back_to_the_real_connection() {
    driver.perform(
        null,
        with(connection -> {
          try (var statement =
              connection.prepareStatement(
                  "INSERT INTO paid (name) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, "a");
            statement.executeUpdate();
            var keys = statement.getGeneratedKeys();
            assertThat(keys.next()).isTrue();
            assertThat(keys.getLong(1)).isEqualTo(1);
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
          }
          assertThatThrownBy(() -> connection.unwrap(Connection.class))
              .isInstanceOf(SQLException.class);
        }),
        "done");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void the_reserved_names_are_those_of_the_schema() throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var rows =
          statement.executeQuery(
              """
              SELECT name FROM sqlite_schema
              WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
                AND name NOT IN ('paid', 'lines')
              """);
      var names = new ArrayList<String>();
      while (rows.next()) names.add(rows.getString(1));
      names.add("interlock_deed");
      assertThat(Schema.NAMES).containsExactlyInAnyOrderElementsOf(names);
    }
  }

  private static void writesForEver(
      Connection connection, CountDownLatch begun, AtomicReference<SQLException> ended) {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("INSERT INTO paid (name) VALUES ('begun')");
      begun.countDown();
      statement.executeUpdate(
          """
          INSERT INTO paid (name)
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'n' || i FROM n
          """);
    } catch (SQLException broken) {
      ended.set(broken);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Consumer<Transaction> with(Doing doing) {
    return transaction -> {
      try {
        doing.with(transaction.handle(Connection.class).orElseThrow());
      } catch (SQLException surprise) {
        throw new IllegalStateException(surprise);
      }
    };
  }

  @FunctionalInterface
  private interface Doing {
    void with(Connection connection) throws SQLException;
  }

  private static void insert(Connection connection, String name) throws SQLException {
    try (var statement = connection.prepareStatement("INSERT INTO paid (name) VALUES (?)")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
  }

  private List<String> names() {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var rows = statement.executeQuery("SELECT name FROM paid ORDER BY id");
      var names = new ArrayList<String>();
      while (rows.next()) names.add(rows.getString(1));
      return names;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
