package dev.interlock.testkit.gallery;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Pending.Stage.Held;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Options;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** A person who says yes to another refund than the one that a run holds, and late to that one. */
final class LateYes {
  private static final Principal BOB = Principal.of("bob", "lead");
  private static final Duration WITHIN = Duration.ofSeconds(15);

  /** After a weekend. */
  private static final Duration LATER = Duration.ofDays(3);

  private final RunId run;
  private final Options options;

  LateYes(RunId run, Options options) {
    this.run = run;
    this.options = options;
  }

  /** What a permit, or a yes, for a refund of order o-1 is about. */
  static Digest digest(int cents) {
    var arguments = Map.<String, Value>of("order", Value.of("o-1"), "cents", Value.of(cents));
    return new InvokeTool(new CommandId(1, 1, 0), "c", "refund", Value.of(arguments), null)
        .digest();
  }

  void say() {
    allow(options, digest(10 * Shop.PAID));
    allow(later(), digest(Shop.PAID));
  }

  private Options later() {
    return new Options(
        options.folder(),
        options.watcher(),
        InstantSource.offset(InstantSource.system(), LATER),
        options.probe(),
        options.sweeps(),
        options.without());
  }

  private void allow(Options as, Digest wanted) {
    try (var interlock = Interlock.open(as)) {
      var held =
          interlock.run(run).state().pending().values().stream()
              .filter(pending -> pending.stage() instanceof Held)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("nothing waits for a person"));
      var _ = interlock.ask(run, new Request.Approve(held.command().id(), wanted, BOB));
      var _ = interlock.run(run).await(WITHIN);
    }
  }
}
