package dev.interlock.adapters.sql;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the journal's file for an application's own tables: the transaction's on a thread
 * that does a deed, ordinary ones elsewhere. Thread-safe.
 */
final class SharedDatabaseConnections implements DataSource {
  private final ScopedValue<JoinedConnection> deed = ScopedValue.newInstance();
  private final Path file;

  SharedDatabaseConnections(Path file) {
    this.file = file;
  }

  /** Does something on this thread, to which the deed's connection is given out. */
  <T> T with(JoinedConnection joined, Supplier<T> work) {
    return ScopedValue.where(deed, joined).call(work::get);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return deed.isBound() ? deed.get().lend() : Session.ordinary(file);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("SQLite has no users");
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("nothing is logged");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) return type.cast(this);
    throw new SQLException("this is no " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
