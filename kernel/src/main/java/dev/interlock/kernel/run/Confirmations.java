package dev.interlock.kernel.run;

import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Effects.Unconfirmed;

/**
 * The mandatory checks of effects. What has happened and is not confirmed satisfies nothing, and no
 * run is completed with it: it is looked at once more before each answer.
 */
final class Confirmations {
  private static final String NOT_YET = "nobody has looked yet";

  private Confirmations() {}

  static boolean asked(RunState now, InvokeTool effect) {
    return Looks.postCondition(now, effect).isPresent();
  }

  /** The call is done; what it did is looked at before the model hears of it. */
  static RunState wanted(RunState now, InvokeTool effect, Content result, long entry) {
    var noted = noted(now, new Unconfirmed(effect, entry, true, NOT_YET));
    if (noted.course().intended().isPresent() || noted.over()) return noted;
    var confirm = new ConfirmEffect(Turns.id(now, 0), effect, entry, result);
    return noted.with(Pending.wanted(confirm, now.course().at()));
  }

  /** It happened, and its result counts for nothing as it is. */
  static RunState flawed(RunState now, InvokeTool effect, long entry, String problem) {
    return asked(now, effect) ? noted(now, new Unconfirmed(effect, entry, false, problem)) : now;
  }

  private static RunState noted(RunState now, Unconfirmed one) {
    return now.with(now.effects().with(one));
  }

  /** What is not confirmed is looked at again before an answer is judged. */
  static RunState again(RunState now) {
    var more = now;
    var index = 0;
    for (var one : now.effects().unconfirmed().values()) {
      var confirm = new ConfirmEffect(Turns.id(now, index++), one.call(), one.entry(), null);
      more = more.with(Pending.wanted(confirm, now.course().at()));
    }
    return more;
  }

  /** The gates found that its post-condition holds. */
  static RunState confirmed(RunState now, ConfirmEffect command) {
    var settled = now.without(command.id());
    var one = settled.effects().unconfirmed().get(command.effect().id());
    if (one == null) return Turns.next(settled);
    var confirmed = settled.with(settled.effects().confirmed(one.call().id()));
    var order = now.mandate().charter().rules().order();
    var relied =
        one.reliable()
            ? confirmed.with(confirmed.history().confirmed(one.call(), order, now.course().turn()))
            : confirmed;
    var result = command.result();
    return Turns.next(
        result == null
            ? relied
            : Turns.tell(
                relied,
                one.call(),
                Outcome.RETURNED,
                ToolOutcomes.shown(relied, result, command.entry())));
  }

  /** It does not hold, or that could not be found out. */
  static RunState refused(RunState now, ConfirmEffect command, Denial denial) {
    var settled = now.without(command.id());
    var one = settled.effects().unconfirmed().get(command.effect().id());
    if (one == null) return Turns.consequence(settled, denial);
    var why = denial.reason();
    var noted =
        noted(settled, new Unconfirmed(one.call(), one.entry(), one.reliable(), why))
            .with(settled.history().unconfirmed(one.call(), now.course().turn()));
    var result = command.result();
    if (result == null) return Turns.consequence(noted, denial);
    var text =
        why
            + ". The call itself is done; do not repeat it. It satisfies no rule until this holds,"
            + " and no answer is accepted before. It gave: "
            + ToolOutcomes.shown(noted, result, command.entry());
    return Turns.consequence(Turns.tell(noted, one.call(), Outcome.FLAWED, text), denial);
  }
}
