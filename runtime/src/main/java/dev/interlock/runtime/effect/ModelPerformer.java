package dev.interlock.runtime.effect;

import dev.interlock.kernel.brief.Fold;
import dev.interlock.kernel.charter.Flow;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.TurnsSummarised;
import dev.interlock.kernel.run.ModelTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Asks the models of a charter, each through its circuit. */
public final class ModelPerformer {
  private final Equipment.Models models;
  private final Dependencies dependencies;
  private final InstantSource clock;

  public ModelPerformer(Equipment.Models models, Dependencies dependencies, InstantSource clock) {
    this.models = models;
    this.dependencies = dependencies;
    this.clock = clock;
  }

  Outcome perform(Permit permit, AskModel ask, EffectContext context) {
    var port = models.chain().get(ask.rank());
    var json = context.state().mandate().charter().rules().output() != null;
    var began = clock.instant();
    var answer = ask(port, permit, context, json);
    return Outcome.of(
        switch (answer) {
          case ModelPort.Replied(var reply, var model, var usage, var firstToken) ->
              new ModelReplied(
                  ask.id(),
                  permit.attempt().number(),
                  reply,
                  model,
                  terms(permit, context).model(),
                  usage,
                  Elapsed.between(began, clock.instant()),
                  new ModelTimes(queued(context, began), firstToken));
          case ModelPort.Failed failed -> failed(permit, failed);
        });
  }

  Outcome perform(Permit permit, Summarise summarise, EffectContext context) {
    var port = models.small();
    if (port == null) throw new IllegalStateException("no small model");
    var inputs = context.state().transcript().fold().map(Fold::inputs).orElseGet(List::of);
    var began = clock.instant();
    var answer = ask(port, permit, context, false);
    return Outcome.of(
        switch (answer) {
          case ModelPort.Replied(var reply, _, var usage, _) when reply.text().isBlank() ->
              failed(permit, new ModelPort.Failed(ModelFault.EMPTY, "no summary", null, usage));
          case ModelPort.Replied(var reply, var model, var usage, _) ->
              new TurnsSummarised(
                  summarise.id(),
                  permit.attempt().number(),
                  reply.text(),
                  inputs,
                  model,
                  terms(permit, context).model(),
                  usage,
                  Elapsed.between(began, clock.instant()));
          case ModelPort.Failed failed -> failed(permit, failed);
        });
  }

  private ModelPort.Answer ask(
      Equipment.Asked port, Permit permit, EffectContext context, boolean json) {
    var circuit = dependencies.model(port.name());
    var rest = circuit.rest(Flow.Circuit.DEFAULT, clock.instant());
    if (rest.isPresent()) {
      var why = port.name() + " failed too often of late and was not asked";
      return new ModelPort.Failed(ModelFault.CIRCUIT_OPEN, why, rest.get(), null);
    }
    var terms = terms(permit, context);
    var brief = context.state().brief(permit.command());
    var listener = permit.command() instanceof AskModel ? context.provisional() : null;
    var most = terms.outputTokensMax();
    var timeout = permit.reserved().time();
    var ask =
        listener == null
            ? new ModelPort.Ask(brief, most, timeout, json)
            : new ModelPort.Ask(brief, most, timeout, json, listener);
    var answer = port.port().ask(ask);
    learn(circuit, answer);
    return asPinned(terms, answer);
  }

  /** What another model says is paid for and not used. */
  private static ModelPort.Answer asPinned(ModelTerms terms, ModelPort.Answer answer) {
    if (!(answer instanceof ModelPort.Replied(_, var model, var usage, _)) || terms.takes(model)) {
      return answer;
    }
    var why = "asked " + terms.model() + ", answered by " + model + "; it is pinned";
    return new ModelPort.Failed(ModelFault.OTHER_MODEL, why, null, usage);
  }

  private void learn(Circuit circuit, ModelPort.Answer answer) {
    if (!(answer instanceof ModelPort.Failed(var fault, _, var retryAfter, _))) {
      circuit.worked();
    } else if (isOutage(fault)) {
      circuit.failed(Flow.Circuit.DEFAULT, retryAfter, clock.instant());
    }
  }

  /** Only faults of the provider count: a refused key says nothing about the next call. */
  private static boolean isOutage(ModelFault fault) {
    return switch (fault) {
      case TIMEOUT, NETWORK, RATE_LIMIT, OVERLOAD, PROVIDER_ERROR, MALFORMED -> true;
      case CIRCUIT_OPEN,
          UNAUTHENTICATED,
          BAD_REQUEST,
          CONTEXT_OVERFLOW,
          CONTENT_FILTER,
          TRUNCATED,
          EMPTY,
          OTHER_MODEL,
          CRASH,
          NOT_BEGUN ->
          false;
    };
  }

  private static ModelTerms terms(Permit permit, EffectContext context) {
    return context.state().modelOf(permit.command());
  }

  private static Duration queued(EffectContext context, Instant began) {
    return Elapsed.between(context.state().course().at(), began);
  }

  private static Event failed(Permit permit, ModelPort.Failed failed) {
    return new ModelFailed(
        permit.command().id(),
        permit.attempt().number(),
        failed.fault(),
        failed.message(),
        failed.retryAfter(),
        failed.usage());
  }
}
