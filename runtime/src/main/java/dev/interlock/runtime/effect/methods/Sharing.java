package dev.interlock.runtime.effect.methods;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Whether tools and journal share one database. */
final class Sharing {
  private Sharing() {}

  /** Says why what is done through one data source is not in the other's transactions. */
  static Optional<String> objection(DataSource tools, DataSource journal) {
    try {
      if (tools.equals(journal) || wraps(tools, journal)) return Optional.empty();
      var theirs = url(tools);
      var ours = url(journal);
      return Optional.of(
          theirs.equals(ours)
              ? "it opens the journal's database by itself; give it Interlock.dataSource()"
              : "it works on " + theirs + ", and the journal lies in " + ours);
    } catch (SQLException gone) {
      return Optional.of("its data source gives no connection: " + gone.getMessage());
    }
  }

  /** As a proxy does that binds connections to transactions. */
  private static boolean wraps(DataSource tools, DataSource journal) throws SQLException {
    var type = journal.getClass();
    return tools.isWrapperFor(type) && tools.unwrap(type).equals(journal);
  }

  private static String url(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      return connection.getMetaData().getURL();
    }
  }
}
