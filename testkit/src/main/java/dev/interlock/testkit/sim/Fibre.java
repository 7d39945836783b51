package dev.interlock.testkit.sim;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One process's walk through the runtime's code, which can stand still anywhere and go on later. It
 * is a virtual thread that is handed a baton: whoever has not got it is parked, so at any time
 * exactly one thread of a simulation runs and a seed gives the same story every time.
 */
final class Fibre {
  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private final SimProcess process;
  private volatile boolean done;
  private volatile @Nullable Throwable thrown;

  Fibre(SimProcess process, Runnable body) {
    this.process = process;
    var _ = Thread.ofVirtual().start(() -> walk(body));
  }

  private void walk(Runnable body) {
    go.acquireUninterruptibly();
    try {
      body.run();
    } catch (RuntimeException | Error end) {
      thrown = end;
    } finally {
      done = true;
      back.release();
    }
  }

  SimProcess process() {
    return process;
  }

  /** Hands the baton over and waits until it comes back; called by the director. */
  void go() {
    go.release();
    back.acquireUninterruptibly();
  }

  /** Stands still until the director says go; called on the fibre. */
  void standStill() {
    back.release();
    go.acquireUninterruptibly();
  }

  boolean done() {
    return done;
  }

  /** What ended it early; null if nothing did. */
  @Nullable Throwable thrown() {
    return thrown;
  }
}
