package dev.interlock.adapters.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writer's connection as one deed sees it: whatever is done through it is in the deed's
 * savepoint. To commit means nothing, to roll back takes back the deed so far. Calls may come from
 * any thread, one at a time; after {@link #end} all of them are refused.
 */
final class JoinedConnection {
  private static final long CALL_ENDS_WITHIN_SECONDS = 5;
  private static final List<Class<?>> GUARDED =
      List.of(PreparedStatement.class, Statement.class, ResultSet.class, DatabaseMetaData.class);

  private final Session session;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Statement> statements = new ArrayList<>();
  private volatile boolean over;
  private boolean lent;
  private boolean lost;

  JoinedConnection(Session session) {
    this.session = session;
  }

  /**
   * Lends the connection until it is closed.
   *
   * @throws SQLException if it is lent already: there is but one transaction
   */
  Connection lend() throws SQLException {
    lock.lock();
    try {
      if (over) throw over();
      if (lent) {
        throw new SQLException(
            "within a transactional tool there is one connection; close it before you ask again");
      }
      lent = true;
      return new Lent().proxy;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses every further call and waits for the one under way, which is interrupted.
   *
   * @throws SQLException if it does not end
   */
  void end() throws SQLException {
    over = true;
    try {
      if (!lock.tryLock()) {
        session.interrupt();
        if (!lock.tryLock(CALL_ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
          throw new SQLException("a statement of a tool does not end");
        }
        lost = lost || !session.isInDeed();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a statement of a tool ended", interrupted);
    }
    try {
      for (var statement : statements) statement.close();
    } finally {
      lock.unlock();
    }
  }

  /** Whether SQLite rolled the whole transaction back. Asked after the end. */
  boolean lost() {
    return lost;
  }

  private static SQLException over() {
    return new SQLException("the call that this connection was for is over");
  }

  /** Calls the real thing, unless the deed is over. */
  private @Nullable Object call(
      Connection proxy, Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    lock.lock();
    try {
      if (over) throw over();
      if (arguments != null && takesSql(method, arguments)) {
        SqlText.requireHarmless(String.valueOf(arguments[0]));
      }
      return guarded(proxy, method.invoke(target, arguments));
    } catch (InvocationTargetException thrown) {
      if (!session.isInDeed()) {
        lost = true;
        over = true;
      }
      throw thrown.getCause();
    } finally {
      lock.unlock();
    }
  }

  private static boolean takesSql(Method method, Object[] arguments) {
    var name = method.getName();
    return arguments.length > 0
        && arguments[0] instanceof String
        && (name.startsWith("prepare") || name.startsWith("execute") || name.equals("addBatch"));
  }

  /** What leads back to the real connection is guarded too. */
  private @Nullable Object guarded(Connection proxy, @Nullable Object result) {
    if (result instanceof Connection) return proxy;
    if (result instanceof Statement statement && !(result instanceof ResultSet)) {
      statements.add(statement);
    }
    for (var type : GUARDED) {
      if (type.isInstance(result)) return proxied(type, proxy, result);
    }
    return result;
  }

  private Object proxied(Class<?> type, Connection proxy, Object target) {
    return Proxy.newProxyInstance(
        JoinedConnection.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) ->
            switch (method.getName()) {
              case "equals" -> isItself(self, arguments);
              case "hashCode" -> System.identityHashCode(self);
              case "unwrap" -> throw new SQLException("what is guarded is not unwrapped");
              case "isWrapperFor" -> false;
              default -> call(proxy, target, method, arguments);
            });
  }

  @SuppressWarnings("ReferenceEquality") // a proxy equals itself and nothing else
  private static boolean isItself(Object proxy, Object @Nullable [] arguments) {
    return arguments != null && proxy == arguments[0];
  }

  /** The connection while it is lent to somebody. */
  private final class Lent {
    private final Connection proxy =
        (Connection)
            Proxy.newProxyInstance(
                JoinedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> invoke(method, arguments));
    private boolean closed;

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
      switch (method.getName()) {
        case "equals" -> {
          return isItself(proxy, arguments);
        }
        case "hashCode" -> {
          return System.identityHashCode(proxy);
        }
        case "toString" -> {
          return "the journal's transaction";
        }
        case "close" -> {
          close();
          return null;
        }
        case "isClosed" -> {
          return closed || over;
        }
        default -> {}
      }
      if (closed) throw new SQLException("the connection was closed");
      return switch (method.getName()) {
        case "getAutoCommit", "isReadOnly", "isWrapperFor" -> false;
        case "commit", "setAutoCommit", "setReadOnly", "setHoldability" -> null;
        case "rollback" ->
            arguments == null ? rollBack() : call(proxy, session.connection(), method, arguments);
        case "abort",
            "unwrap",
            "setTransactionIsolation",
            "setCatalog",
            "setSchema",
            "setNetworkTimeout",
            "setClientInfo",
            "setTypeMap" ->
            throw new SQLFeatureNotSupportedException(
                method.getName() + ": the connection is the journal's own");
        default -> call(proxy, session.connection(), method, arguments);
      };
    }

    private @Nullable Object rollBack() throws SQLException {
      lock.lock();
      try {
        if (over) throw over();
        session.rollBackDeed();
        return null;
      } finally {
        lock.unlock();
      }
    }

    private void close() {
      lock.lock();
      try {
        if (!closed) lent = false;
        closed = true;
      } finally {
        lock.unlock();
      }
    }
  }
}
