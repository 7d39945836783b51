package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard;
import javax.sql.DataSource;

/** A store that is another one, but for what is overridden. */
public abstract class ForwardingStore implements Store {
  private final Store store;

  protected ForwardingStore(Store store) {
    this.store = store;
  }

  @Override
  public Journal journal() {
    return store.journal();
  }

  @Override
  public RunIndex index() {
    return store.index();
  }

  @Override
  public SnapshotCache snapshots() {
    return store.snapshots();
  }

  @Override
  public Switchboard switches() {
    return store.switches();
  }

  @Override
  public Registry registry() {
    return store.registry();
  }

  @Override
  public DataSource dataSource() {
    return store.dataSource();
  }

  @Override
  public void close() {
    store.close();
  }
}
