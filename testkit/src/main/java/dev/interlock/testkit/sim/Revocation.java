package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Signed;
import dev.interlock.runtime.journal.Switchboard.Revoked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rights the one who asked for the run has lost, as whoever took them knows. */
final class Revocation {
  private static final String ROLE = People.ANN.roles().getFirst();

  private final Scene scene;
  private final Dice dice;
  private boolean all;
  private boolean role;

  Revocation(Scene scene) {
    this.scene = scene;
    this.dice = scene.shape().dice("rights");
  }

  /** Takes rights away, or gives them back, now and then. */
  void change(SimProcess by) {
    if (!scene.on(Feature.REVOCATIONS) || !dice.chance(400)) return;
    if (all || role) {
      restoreAll(by);
      return;
    }
    var whole = dice.chance(500);
    scene.audit().look(); // what was permitted before is not held against it
    // Whether they were taken is not known if this fails; then they count as held.
    var signed = new Signed("bob", "root", scene.clock().now());
    by.store()
        .switches()
        .revoke(new Revoked(People.ANN.name(), whole ? null : ROLE, "who knows", signed));
    if (whole) all = true;
    else role = true;
    scene.coverage().count(whole ? "rights gone" : "role gone");
    scene.tell(() -> whole ? "ann has lost all rights" : "ann has lost a role");
  }

  void restoreAll(SimProcess by) {
    all = false;
    role = false;
    restore(by, null);
    restore(by, ROLE);
    scene.tell(() -> "ann has her rights again");
  }

  private static void restore(SimProcess by, @Nullable String taken) {
    var _ = by.store().switches().restore(People.ANN.name(), taken);
  }

  /** Returns what is missing for a call of that tool; empty if nothing is. */
  Optional<String> missing(String tool) {
    if (all) return Optional.of("ann has lost all rights");
    var needed = scene.charter().tool(tool).orElseThrow().permission();
    return role && needed != null ? Optional.of("ann has lost " + needed) : Optional.empty();
  }
}
