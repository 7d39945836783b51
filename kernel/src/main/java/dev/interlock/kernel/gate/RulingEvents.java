package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.AttemptRefused;
import dev.interlock.kernel.run.Event.CommandDenied;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Event.EffectWithheld;
import dev.interlock.kernel.run.Event.ResultReused;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Wanted;
import dev.interlock.kernel.value.Value;
import org.jspecify.annotations.Nullable;

/** Says which event records a ruling. Pure, so that a verifier can rule again and compare. */
public final class RulingEvents {
  private RulingEvents() {}

  /**
   * Returns the event that records a ruling.
   *
   * @param state what held when the command was judged
   * @param pending the command as it was judged
   */
  public static Event of(RunState state, Pending pending, Ruling ruling, Facts facts) {
    var id = pending.command().id();
    var wanted = Wanted.digest(state, pending.command());
    return switch (ruling) {
      case Ruling.Permitted(var permit) ->
          new CommandPermitted(
              id,
              permit.attempt(),
              permit.reserved(),
              permit.beginBy(),
              wanted,
              model(state, pending.command()),
              facts);
      case Ruling.Held(var holds) -> {
        var expire = state.mandate().charter().rules().approvals().expire();
        yield new CommandHeld(id, holds, wanted, facts.at().plus(expire), facts);
      }
      case Ruling.Reused(var entry) -> new ResultReused(id, entry, facts);
      case Ruling.Withheld _ -> new EffectWithheld(id, facts);
      case Ruling.Paused(var by, var reason) -> paused(state, pending, by, reason, facts);
      case Ruling.Denied(var denial) ->
          pending.past().begun()
              ? new AttemptRefused(id, denial, facts)
              : new CommandDenied(id, denial, facts);
    };
  }

  private static @Nullable String model(RunState state, Command command) {
    return switch (command) {
      case AskModel _, Summarise _ -> state.modelOf(command).use();
      case InvokeTool _, AcceptAnswer _, ConfirmEffect _, RollBack _ -> null;
    };
  }

  /** A run that is heading for its end does not pause; a further attempt is refused instead. */
  private static Event paused(
      RunState state, Pending pending, String by, String reason, Facts facts) {
    if (state.course().outlook() instanceof Outlook.Going) return new RunPaused(by, reason);
    var denial = Refusal.SWITCH.denial("kill-switch", by, reason, Value.Obj.EMPTY);
    return new AttemptRefused(pending.command().id(), denial, facts);
  }
}
