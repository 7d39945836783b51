package dev.interlock.adapters.sql;

import java.sql.SQLException;

/** A tool's statement has made SQLite roll the whole transaction back; the group begins anew. */
final class TransactionLostException extends SQLException {
  private static final long serialVersionUID = 1L;

  TransactionLostException(String reason) {
    super(reason);
  }
}
