package dev.interlock.runtime.effect;

import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import java.time.InstantSource;

/** Asks the model. */
public final class ModelPerformer {
  private final ModelPort port;
  private final InstantSource clock;

  public ModelPerformer(ModelPort port, InstantSource clock) {
    this.port = port;
    this.clock = clock;
  }

  Outcome perform(Permit permit, AskModel ask, EffectContext context) {
    var charter = context.state().mandate().charter();
    var began = clock.instant();
    var answer =
        port.ask(
            new ModelPort.Ask(
                context.state().brief(),
                charter.model().outputTokensMax(),
                permit.reserved().time(),
                charter.rules().output() != null));
    var attempt = permit.attempt().number();
    return Outcome.of(
        switch (answer) {
          case ModelPort.Replied(var reply, var model, var usage, var _) ->
              new ModelReplied(
                  ask.id(), attempt, reply, model, usage, Elapsed.between(began, clock.instant()));
          case ModelPort.Failed(var fault, var message, var retryAfter, var usage) ->
              new ModelFailed(ask.id(), attempt, fault, message, retryAfter, usage);
        });
  }
}
