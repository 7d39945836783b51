package dev.interlock.runtime.journal;

import javax.sql.DataSource;

/** One place where everything durable lies. Close it last. */
public interface Store extends AutoCloseable {

  Journal journal();

  RunIndex index();

  SnapshotCache snapshots();

  Switchboard switches();

  Registry registry();

  /**
   * Returns connections to the database of the journal, for tables of the application's own beside
   * it. Within a deed of {@link Journal#perform} it gives out the transaction's connection: commits
   * then mean nothing, and rollbacks take back the deed. Elsewhere its connections are ordinary
   * ones.
   *
   * @throws dev.interlock.runtime.UserError if the store has no database to share
   */
  DataSource dataSource();

  /** Lets go of files and threads. Appends that have not returned are lost, or not; read again. */
  @Override
  void close();
}
