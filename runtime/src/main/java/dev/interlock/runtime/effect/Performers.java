package dev.interlock.runtime.effect;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Clocks;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ModelFailed;
import dev.interlock.kernel.run.Event.QueryFailed;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.runtime.Probe;
import dev.interlock.runtime.Probe.Point;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives each permit to the performer for its command, unless the moment to begin has passed: after
 * {@code beginBy}, or when a switch was thrown or the run taken over since the permit was recorded:
 * whoever took it over may have settled the call, and ended the run. A call with a key does not
 * begin either while the clock is behind the journal: how long its tool has known the key is
 * counted in the journal's time, and until the clock has caught up that time stands still.
 *
 * <p>What this guarantees: nothing begins on an old permit, however long the process stood still
 * before. What it does not: a process that freezes between this look and the first byte to the tool
 * begins late all the same; the tool's own idempotency must answer for that.
 */
public final class Performers implements Performer {
  private final ModelPerformer model;
  private final ToolPerformer tools;
  private final InstantSource clock;
  private final Function<Permit, Optional<String>> objection;
  private final Probe probe;

  /**
   * @param objection says why a permit may not begin any more, as when a switch was thrown
   */
  public Performers(
      ModelPerformer model,
      ToolPerformer tools,
      InstantSource clock,
      Function<Permit, Optional<String>> objection,
      Probe probe) {
    this.model = model;
    this.tools = tools;
    this.clock = clock;
    this.objection = objection;
    this.probe = probe;
  }

  @Override
  public Outcome perform(Permit permit, EffectContext context) {
    probe.passing(Point.BEFORE_BEGIN);
    var now = clock.instant();
    if (now.isAfter(permit.beginBy())) {
      return Outcome.of(notBegun(permit, "the permit ran out at " + permit.beginBy()));
    }
    if (!context.isLast().getAsBoolean()) {
      return Outcome.of(notBegun(permit, "another process has taken the run over"));
    }
    var behind = Duration.between(now, context.state().course().at());
    if (isKeyed(permit, context) && behind.compareTo(Clocks.SKEW_MAX) > 0) {
      return Outcome.of(notBegunBehind(permit, behind));
    }
    var objected = objection.apply(permit);
    if (objected.isPresent()) return Outcome.of(notBegun(permit, objected.get()));
    var outcome =
        switch (permit.command()) {
          case AskModel ask -> model.perform(permit, ask, context);
          case Summarise summarise -> model.perform(permit, summarise, context);
          case InvokeTool call when permit.attempt().kind() == Attempt.Kind.QUERY ->
              tools.query(permit, call, context);
          case InvokeTool call -> tools.perform(permit, call, context);
          case AcceptAnswer _, ConfirmEffect _, RollBack _ ->
              throw new IllegalArgumentException("no deed: " + permit.command().id());
        };
    probe.passing(Point.AFTER_BEGIN);
    return outcome;
  }

  private static boolean isKeyed(Permit permit, EffectContext context) {
    return permit.command() instanceof InvokeTool call
        && context.state().mandate().charter().tool(call.tool()).orElseThrow().effect()
            instanceof EffectClass.Keyed;
  }

  /** It is tried again a moment after the journal's last entry, by a clock that has caught up. */
  private static Event notBegunBehind(Permit permit, Duration behind) {
    return new ToolFailed(
        permit.command().id(),
        permit.attempt().number(),
        ToolFault.NOT_BEGUN,
        "the clock is behind the journal by " + behind.toMillis() + " ms",
        Clocks.SKEW_MAX);
  }

  private static Event notBegun(Permit permit, String why) {
    var id = permit.command().id();
    var attempt = permit.attempt().number();
    return switch (permit.command()) {
      case AskModel _, Summarise _ ->
          new ModelFailed(id, attempt, ModelFault.NOT_BEGUN, why, null, null);
      case InvokeTool _ when permit.attempt().kind() == Attempt.Kind.QUERY ->
          new QueryFailed(id, attempt, ToolFault.NOT_BEGUN, why);
      case InvokeTool _, AcceptAnswer _, ConfirmEffect _, RollBack _ ->
          new ToolFailed(id, attempt, ToolFault.NOT_BEGUN, why, null);
    };
  }
}
