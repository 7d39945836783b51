package dev.interlock.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.run.JournalCorruptException;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.journal.StoreProvider;
import dev.interlock.testkit.journal.StoreUnderTest;
import dev.interlock.testkit.journal.TestDriver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest {
  private static final SqliteStoreProvider PROVIDER = new SqliteStoreProvider();

  @TempDir private Path folder = Path.of("set by JUnit");

  @Test
  void it_is_found_as_a_service() {
    assertThat(ServiceLoader.load(StoreProvider.class))
        .hasAtLeastOneElementOfType(SqliteStoreProvider.class);
  }

  @Test
  void a_folder_is_made_with_its_parents_whatever_its_name() {
    var odd = folder.resolve("a ? b/c#d%20ü;e");
    try (var store = PROVIDER.open(odd, Probe.NONE);
        var driver = TestDriver.of(store, StoreUnderTest.run(1))) {
      driver.append("one");
    }
    assertThat(odd.resolve("interlock.db")).exists();
    try (var store = PROVIDER.open(odd, Probe.NONE)) {
      assertThat(store.journal().head(StoreUnderTest.run(1))).isPresent();
    }
  }

  @Test
  void a_store_of_a_newer_version_is_refused_and_left_as_it_is() throws SQLException, IOException {
    PROVIDER.open(folder, Probe.NONE).close();
    execute("PRAGMA user_version=99");
    var before = Files.readAllBytes(folder.resolve("interlock.db"));
    assertThatThrownBy(() -> PROVIDER.open(folder, Probe.NONE))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("version 99")
        .hasMessageContaining("knows " + Schema.VERSION);
    assertThat(Files.readAllBytes(folder.resolve("interlock.db"))).isEqualTo(before);
    execute("PRAGMA user_version=" + Schema.VERSION);
    PROVIDER.open(folder, Probe.NONE).close();
  }

  @Test
  void a_file_that_is_no_database_is_refused() throws IOException {
    Files.writeString(folder.resolve("interlock.db"), "hello ".repeat(1000));
    assertThatThrownBy(() -> PROVIDER.open(folder, Probe.NONE)).isInstanceOf(UserError.class);
  }

  @Test
  void a_folder_that_is_a_file_is_refused() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "hello");
    assertThatThrownBy(() -> PROVIDER.open(file, Probe.NONE)).isInstanceOf(UserError.class);
    assertThatThrownBy(() -> PROVIDER.open(file.resolve("below"), Probe.NONE))
        .isInstanceOf(UserError.class);
  }

  @Test
  void a_closed_store_leaves_one_database_file_and_no_log() throws IOException {
    try (var store = PROVIDER.open(folder, Probe.NONE);
        var driver = TestDriver.of(store, StoreUnderTest.run(1))) {
      driver.append("one");
      assertThat(store.journal().head(StoreUnderTest.run(1))).isPresent();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "interlock.bell", "interlock.db", "interlock.lock", "interlock.open");
    }
  }

  @Test
  void the_journal_can_be_read_with_any_sqlite_shell() throws SQLException {
    try (var store = PROVIDER.open(folder, Probe.NONE);
        var driver = TestDriver.of(store, StoreUnderTest.run(7))) {
      driver.append("{\"a\":1}", "{\"b\":2}");
    }
    try (var session = Session.open(folder.resolve("interlock.db"))) {
      var lines =
          session.all(
              "SELECT run, sequence, at, body FROM journal ORDER BY sequence",
              rows ->
                  rows.getString(1)
                      + ' '
                      + rows.getLong(2)
                      + ' '
                      + rows.getString(3)
                      + ' '
                      + rows.getString(4));
      assertThat(lines)
          .containsExactly(
              "00000000000000000000000007 1 2026-01-01T00:00:01.000Z {\"a\":1}",
              "00000000000000000000000007 2 2026-01-01T00:00:02.000Z {\"b\":2}");
    }
  }

  @Test
  void a_payload_that_was_changed_on_disk_is_never_given_out() throws SQLException {
    var payload = "true".getBytes(StandardCharsets.UTF_8);
    var digest = Digest.of(payload);
    try (var store = PROVIDER.open(folder, Probe.NONE);
        var driver = TestDriver.of(store, StoreUnderTest.run(1))) {
      driver.append(driver.nextWith(Map.of(digest, payload), "one"));
    }
    execute("UPDATE payloads SET body = CAST('fake' AS BLOB)");
    try (var store = PROVIDER.open(folder, Probe.NONE)) {
      assertThatThrownBy(() -> store.journal().payload(digest))
          .isInstanceOf(JournalCorruptException.class)
          .hasMessageContaining(digest.hex());
    }
  }

  @Test
  void every_question_about_runs_has_its_index() throws SQLException {
    PROVIDER.open(folder, Probe.NONE).close();
    try (var session = Session.open(folder.resolve("interlock.db"))) {
      assertThat(plan(session, "started_at IS NOT NULL ORDER BY started_at DESC, id DESC"))
          .contains("runs_newest")
          .doesNotContain("TEMP B-TREE");
      assertThat(
              plan(
                  session,
                  "started_at <= 5 AND (started_at < 5 OR id < 5) AND ended = 0"
                      + " ORDER BY started_at DESC, id DESC"))
          .contains("INDEX")
          .doesNotContain("TEMP B-TREE");
      assertThat(
              plan(
                  session,
                  "started_at IS NOT NULL AND status = 'PAUSED'"
                      + " ORDER BY started_at DESC, id DESC"))
          .contains("runs_of_status")
          .doesNotContain("TEMP B-TREE");
      assertThat(
              plan(session, "ended = 0 AND wake_at IS NOT NULL AND wake_at <= 5 ORDER BY wake_at"))
          .contains("runs_due")
          .doesNotContain("TEMP B-TREE");
    }
  }

  private static String plan(Session session, String where) throws SQLException {
    return String.join(
        " | ",
        session.all(
            "EXPLAIN QUERY PLAN SELECT run FROM runs WHERE " + where,
            rows -> rows.getString("detail")));
  }

  private void execute(String sql) throws SQLException {
    try (var session = Session.open(folder.resolve("interlock.db"))) {
      session.execute(sql);
    }
  }
}
