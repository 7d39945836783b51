package dev.interlock.testkit.loop;

import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.journal.Journal;
import dev.interlock.runtime.journal.Registry;
import dev.interlock.runtime.journal.RunIndex;
import dev.interlock.runtime.journal.SealedEntry;
import dev.interlock.runtime.journal.SnapshotCache;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A store that counts what is done to it, and lets something happen just before. */
final class WatchedStore implements Store, Journal {
  private static void nothing() {}

  private final Store store;
  final List<Write> writes = new ArrayList<>();
  final AtomicInteger entriesRead = new AtomicInteger();
  final AtomicInteger owned = new AtomicInteger();

  /** Happens once, before the next append. */
  Runnable beforeAppend = WatchedStore::nothing;

  /** Happens once, before the next run is let go of. */
  Runnable beforeLetGo = WatchedStore::nothing;

  WatchedStore(Store store) {
    this.store = store;
  }

  @Override
  public void append(Write write) {
    var first = beforeAppend;
    beforeAppend = WatchedStore::nothing;
    first.run();
    store.journal().append(write);
    writes.add(write);
  }

  @Override
  public void perform(Deed deed) {
    store.journal().perform(deed);
  }

  @Override
  public DataSource dataSource() {
    return store.dataSource();
  }

  @Override
  public Stream<SealedEntry> read(RunId run, long fromSequence) {
    return store.journal().read(run, fromSequence).peek(_ -> entriesRead.incrementAndGet());
  }

  @Override
  public Optional<Head> head(RunId run) {
    return store.journal().head(run);
  }

  @Override
  public Optional<byte[]> payload(Digest digest) {
    return store.journal().payload(digest);
  }

  @Override
  public boolean request(RunId run, RequestId id, byte[] request) {
    return store.journal().request(run, id, request);
  }

  @Override
  public List<Letter> inbox(RunId run) {
    return store.journal().inbox(run);
  }

  @Override
  public Optional<Ownership> own(RunId run) {
    owned.incrementAndGet();
    return store.journal().own(run).map(Watched::new);
  }

  @Override
  public Optional<Ownership> takeOver(RunId run) {
    return store.journal().takeOver(run).map(Watched::new);
  }

  private final class Watched implements Ownership {
    private final Ownership ownership;

    Watched(Ownership ownership) {
      this.ownership = ownership;
    }

    @Override
    public long epoch() {
      return ownership.epoch();
    }

    @Override
    public void close() {
      var first = beforeLetGo;
      beforeLetGo = WatchedStore::nothing;
      first.run();
      ownership.close();
    }
  }

  @Override
  public Journal journal() {
    return this;
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
  public void close() {
    store.close();
  }
}
