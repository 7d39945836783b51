package dev.interlock.testkit.gallery;

import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage.Held;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.value.Digest;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.Run;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** What people, or those who would pass for them, do while a run waits. */
@FunctionalInterface
interface Visit {

  void to(Door door);

  /** Where they come in: the run that waits. */
  record Door(Interlock interlock, Run run) {
    private static final Duration WITHIN = Duration.ofSeconds(15);

    /** Has somebody answer the question that is open, if one is. */
    void answered(BiFunction<CommandId, Digest, Request> answer) {
      held()
          .ifPresent(pending -> {
            var id = pending.command().id();
            asked(answer.apply(id, ((Held) pending.stage()).wanted()));
          });
    }

    /** Has somebody ask for something, and waits for what comes of it. */
    void asked(Request request) {
      var _ = interlock.ask(run.id(), request);
      var _ = run.await(WITHIN);
    }

    /** What waits for a person. */
    Optional<Pending> held() {
      return run.state().pending().values().stream()
          .filter(pending -> pending.stage() instanceof Held)
          .findFirst();
    }
  }
}
