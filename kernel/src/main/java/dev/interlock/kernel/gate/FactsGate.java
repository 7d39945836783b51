package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;

/**
 * What a ruling rests on has been read. What could not be read could have forbidden it. Of answers
 * {@link AnswerGate} says so, once their form is right.
 */
public final class FactsGate implements Gate {
  /** Its name in rulings. */
  public static final String NAME = "facts";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (command instanceof AcceptAnswer) return Verdict.Allow.ALLOW;
    var pending = state.pending().get(command.id());
    if (pending == null) throw new IllegalStateException(command.id() + " is not pending");
    var missing = pending.looked().missing();
    if (missing != null) return deny(missing);
    for (var look : state.looks(command.id())) {
      if (!pending.looked().found().containsKey(look.name())) {
        return deny("facts." + look.name() + " has not been read");
      }
    }
    return Verdict.Allow.ALLOW;
  }

  private Verdict deny(String why) {
    return new Verdict.Deny(Refusal.FACTS.denial(name(), "read", why, Value.Obj.EMPTY));
  }
}
