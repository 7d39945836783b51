package dev.interlock.runtime;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.Store;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rights that were taken away from people, whatever roles they are said to have. From then on,
 * in every process that shares the store, nothing more is permitted on the strength of them, not
 * even what was approved before; what has begun is waited for. What undoes an effect keeps the
 * rights that its run began with. Thread-safe.
 */
public final class Rights {
  private final Store store;
  private final InstantSource clock;

  Rights(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Returns what is taken away now. */
  public List<Revoked> revoked() {
    return store.switches().read().revoked();
  }

  /**
   * Takes rights away, or changes the reason why they were.
   *
   * @param name whose
   * @param role the one role that they lose; null for everything: then they can have no tool
   *     called, and decide nothing
   */
  public void revoke(String name, @Nullable String role, String reason, Principal by) {
    var signed = new Signed(by.name(), by.operatingSystemUser(), clock.instant());
    store.switches().revoke(new Revoked(name, role, reason, signed));
  }

  /**
   * Gives rights back.
   *
   * @param role as they were taken; null for everything
   * @throws UserError if that was not taken; nothing was changed
   */
  public void restore(String name, @Nullable String role) {
    if (store.switches().restore(name, role)) return;
    var what = role == null ? name : name + ":" + role;
    throw new UserError("nothing was revoked from " + what, "", "interlock rights lists what was");
  }
}
