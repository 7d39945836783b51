package dev.interlock.adapters.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the text of a statement as SQLite does, as far as it takes to tell whether a tool may say
 * it: one statement, which neither ends the transaction nor changes how the connection works, and
 * names no table of the journal.
 */
final class SqlText {
  private static final Set<String> NOT_FOR_TOOLS =
      Set.of(
          "BEGIN",
          "COMMIT",
          "END",
          "ROLLBACK",
          "SAVEPOINT",
          "RELEASE",
          "ATTACH",
          "DETACH",
          "PRAGMA",
          "VACUUM");
  private static final String QUOTES = "'\"`[";

  private final String sql;
  private final List<String> words = new ArrayList<>();
  private boolean ended;
  private int at;

  private SqlText(String sql) {
    this.sql = sql;
  }

  /**
   * @throws SQLException if a tool may not say this; nothing was done
   */
  static void requireHarmless(String sql) throws SQLException {
    var words = new SqlText(sql).words();
    var first = words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT);
    if (NOT_FOR_TOOLS.contains(first)) {
      throw new SQLException(
          "a transactional tool may not say " + first + ": its transaction is the journal's");
    }
    for (var word : words) {
      if (Schema.NAMES.contains(word.toLowerCase(Locale.ROOT))) {
        throw new SQLException(
            "'"
                + word
                + "' is a name of the journal's own; if it is a value, bind it as a parameter");
      }
    }
  }

  /** Names, key words and texts in quotes, in order, without their quotes. */
  private List<String> words() throws SQLException {
    while (at < sql.length()) {
      var c = sql.charAt(at);
      if (sql.startsWith("--", at)) skipTo("\n");
      else if (sql.startsWith("/*", at)) skipTo("*/");
      else if (c == ';') end();
      else if (Character.isWhitespace(c)) at++;
      else if (QUOTES.indexOf(c) >= 0) word(quoted(c == '[' ? ']' : c));
      else if (isPartOfName(c)) word(name());
      else at++;
    }
    return words;
  }

  private void word(String word) throws SQLException {
    if (ended) throw new SQLException("a transactional tool says one statement at a time");
    words.add(word);
  }

  private void end() {
    ended = !words.isEmpty();
    at++;
  }

  private void skipTo(String end) {
    var found = sql.indexOf(end, at + 2);
    at = found < 0 ? sql.length() : found + end.length();
  }

  /** A quote within quotes is written twice. */
  private String quoted(char quote) {
    var text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      if (sql.charAt(at) == quote) {
        at++;
        if (at == sql.length() || sql.charAt(at) != quote || quote == ']') break;
      }
      text.append(sql.charAt(at));
    }
    return text.toString();
  }

  private String name() {
    var from = at;
    while (at < sql.length() && isPartOfName(sql.charAt(at))) at++;
    return sql.substring(from, at);
  }

  /** Dollar signs and everything beyond ASCII are letters to SQLite. */
  private static boolean isPartOfName(char c) {
    return c == '_' || c == '$' || c > 127 || Character.isLetterOrDigit(c);
  }
}
