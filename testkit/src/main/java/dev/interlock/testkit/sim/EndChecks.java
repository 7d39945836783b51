package dev.interlock.testkit.sim;

import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.run.Status;
import dev.interlock.runtime.loop.Verifier;
import java.util.Optional;

/** What is checked once a run is over and nothing is on its way any more. */
final class EndChecks {
  private final Scene scene;

  EndChecks(Scene scene) {
    this.scene = scene;
  }

  void check() {
    var audit = scene.audit();
    audit.look();
    if (!audit.journal().inbox(scene.run()).isEmpty()) {
      throw scene.fail(Invariant.LETTERS, "letters are left in the inbox");
    }
    for (var id : scene.letters().acknowledged()) {
      var answers = audit.checks().answers(id);
      if (answers == 1) continue;
      throw scene.fail(
          Invariant.LETTERS, id.text() + " " + scene.letters().written(id) + " has " + answers);
    }
    audit.checks().results().end();
    var state = audit.state();
    if (state != null && state.status() == Status.ROLLED_BACK) audit.checks().undoing().end();
    verify();
  }

  private void verify() {
    var facts = new SimFacts(scene.shape());
    var journal = scene.audit().journal();
    var verifier =
        new Verifier(scene.codec(), GatePipeline.standard(), _ -> facts, journal::payload);
    var head = journal.head(scene.run()).orElseThrow();
    try (var entries = journal.read(scene.run(), 1)) {
      var verified = verifier.verify(scene.run(), head, Optional.empty(), entries.iterator());
      if (verified.broken().isEmpty()) return;
      var broken = verified.broken().get();
      throw scene.fail(Invariant.VERIFIES, "entry " + broken.entry() + " " + broken.what());
    }
  }
}
