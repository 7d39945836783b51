package dev.interlock.runtime.journal;

/** One place where everything durable lies. Close it last. */
public interface Store extends AutoCloseable {

  Journal journal();

  RunIndex index();

  SnapshotCache snapshots();

  Switchboard switches();

  Registry registry();

  /** Lets go of files and threads. Appends that have not returned are lost, or not; read again. */
  @Override
  void close();
}
