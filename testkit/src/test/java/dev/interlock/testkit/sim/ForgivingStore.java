package dev.interlock.testkit.sim;

import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard;
import org.jspecify.annotations.Nullable;

/** Takes note of rights that are taken away, and lets everybody keep them. */
final class ForgivingStore extends ForwardingStore {
  ForgivingStore(Store sound) {
    super(sound);
  }

  @Override
  public Switchboard switches() {
    var sound = super.switches();
    return new Switchboard() {
      @Override
      public Board read() {
        var board = sound.read();
        return new Board(board.version(), board.thrown(), board.released());
      }

      @Override
      public long stop(Thrown thrown) {
        return sound.stop(thrown);
      }

      @Override
      public boolean trip(Thrown thrown) {
        return sound.trip(thrown);
      }

      @Override
      public boolean release(Released released) {
        return sound.release(released);
      }

      @Override
      public void revoke(Revoked revoked) {
        sound.revoke(revoked);
      }

      @Override
      public boolean restore(String name, @Nullable String role) {
        return sound.restore(name, role);
      }
    };
  }
}
