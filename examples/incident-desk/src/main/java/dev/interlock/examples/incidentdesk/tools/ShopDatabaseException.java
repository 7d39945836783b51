package dev.interlock.examples.incidentdesk.tools;

import java.sql.SQLException;

/** The database refused or could not be reached. The message is one line; nothing was written. */
public final class ShopDatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShopDatabaseException(String message) {
    super(message);
  }

  ShopDatabaseException(String message, SQLException cause) {
    super(message, cause);
  }

  /** Returns an exception that says what the database itself said, without the driver's frame. */
  static ShopDatabaseException of(SQLException cause) {
    var text = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ").strip();
    var open = text.indexOf('(');
    var own = open >= 0 && text.endsWith(")") ? text.substring(open + 1, text.length() - 1) : text;
    return new ShopDatabaseException(own, cause);
  }
}
