package dev.interlock.adapters.sql;

import dev.interlock.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Brings the tables of a file to the version that this program knows, one script at a time. */
final class Schema {
  /**
   * Scripts {@code migration-1.sql} to this one lie beside this class. A released one never
   * changes.
   */
  static final int VERSION = 3;

  /** What the scripts have made, and what a deed makes: names that no application may use. */
  static final Set<String> NAMES =
      Set.of(
          "runs",
          "run_leaves",
          "entries",
          "journal",
          "payloads",
          "inbox",
          "snapshots",
          "snapshot_increments",
          "board",
          "switches",
          "revoked_rights",
          "pins",
          "children",
          "interlock_deed");

  private static final Pattern STATEMENT_END = Pattern.compile(";\\R");

  private Schema() {}

  /**
   * @throws UserError if the file is of a newer version; nothing was changed
   */
  static void requireKnown(Session session, Path file) throws SQLException {
    var version = version(session);
    if (version > VERSION) {
      throw new UserError(
          "the store is of version " + version + ", this program knows " + VERSION,
          file.toString(),
          "use the newer program that wrote it");
    }
  }

  static void migrate(Session session) throws SQLException {
    if (version(session) == VERSION) return;
    session.execute("BEGIN IMMEDIATE");
    try {
      // Asked again: another process may have been first.
      for (var next = version(session) + 1; next <= VERSION; next++) {
        for (var statement : script(next)) session.execute(statement);
        session.set("user_version=" + next);
      }
      session.execute("COMMIT");
    } catch (SQLException | RuntimeException failure) {
      session.execute("ROLLBACK");
      throw failure;
    }
  }

  private static int version(Session session) throws SQLException {
    return Integer.parseInt(session.ask("user_version"));
  }

  private static List<String> script(int version) {
    var name = "migration-" + version + ".sql";
    try (var in = Schema.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("the jar has no " + name);
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return STATEMENT_END.splitAsStream(text).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
