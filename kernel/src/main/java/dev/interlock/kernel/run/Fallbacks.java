package dev.interlock.kernel.run;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Event.FallbackTaken;

/** What follows when the agent cannot go on: its fallback function, a person, the end. */
final class Fallbacks {
  /** The name under which the function's call is known; no model proposed it. */
  private static final String CALL = "fallback";

  private Fallbacks() {}

  /** A gate has ended the agent's work. */
  static RunState giveUp(RunState now, Denial denial) {
    return giveUp(now, Impasse.of(denial), denial.leaf(), denial.reason());
  }

  /**
   * The agent cannot go on. What has not begun is dropped; what may have begun is waited for. An
   * earlier intent stands, and what follows from an earlier impasse is not begun anew.
   */
  static RunState giveUp(RunState now, Impasse impasse, Leaf leaf, String reason) {
    if (now.course().intended().isPresent() || now.over()) return now;
    var recourse = now.course().recourse();
    if (recourse != null && impasse.function()) return Turns.next(Turns.underWay(now));
    var rules = now.mandate().charter().rules();
    if (impasse.function() && rules.fallbackFunction() != null) {
      var turned = now.course().with(new Recourse(impasse, leaf, reason));
      return Turns.next(Turns.underWay(now).with(turned));
    }
    return withoutFunction(now, impasse, leaf, reason);
  }

  private static RunState withoutFunction(RunState now, Impasse impasse, Leaf leaf, String reason) {
    return Turns.wind(
        now,
        impasse.person() && now.mandate().charter().rules().escalateTo() != null
            ? Turns.escalated(now, leaf, reason)
            : impasse.ending(leaf, reason));
  }

  /** Wants the function called; without arguments a person takes over. */
  static RunState taken(RunState now, FallbackTaken event) {
    if (!now.wantsFallback()) {
      throw new JournalCorruptException("no fallback is wanted at " + now.sequence());
    }
    var id = Turns.id(now, 0);
    var asked = now.with(now.course().with(recourse(now).calling(id)));
    var arguments = event.arguments();
    if (arguments == null) return refused(asked, "it was not called: " + event.problem());
    var call = new InvokeTool(id, CALL, event.tool(), arguments, null);
    return asked.with(Pending.wanted(call, now.course().at()));
  }

  /** A person changed what the function is given: it is called under a new id. */
  static RunState edited(RunState now, InvokeTool call, CommandId changed) {
    return is(now, call) ? now.with(now.course().with(recourse(now).calling(changed))) : now;
  }

  /** Whether a call is that of the fallback function. */
  static boolean is(RunState now, InvokeTool call) {
    var recourse = now.course().recourse();
    return recourse != null && recourse.is(call);
  }

  /** The function's result is wanted as the answer, and judged as one. */
  static RunState answered(RunState now, InvokeTool call, Content result) {
    if (!(result instanceof Content.Inline(var value))) {
      return refused(now, "its result is too large for an answer");
    }
    if (now.course().intended().isPresent()) return now;
    var author = new Author.Function(call.tool(), now.sequence());
    return Turns.answered(now, new AcceptAnswer(Turns.answerId(now), value.json(), author));
  }

  /** Notes why the function gave no answer; no model hears of it. */
  static RunState because(RunState now, String why) {
    return now.with(now.course().with(recourse(now).because(why)));
  }

  /** The function gave no answer that counts. */
  private static RunState refused(RunState now, String why) {
    return Turns.next(because(now, why));
  }

  /** The function is still to be called, or it has been in vain: then a person takes over. */
  static RunState next(RunState now) {
    var recourse = recourse(now);
    if (recourse.call() == null) return now;
    var function = now.mandate().charter().rules().fallbackFunction();
    var why =
        recourse.reason()
            + "; and the fallback function "
            + (function == null ? "" : function.tool() + " ")
            + "gave no answer: "
            + recourse.problem();
    return withoutFunction(now, Impasse.FUNCTION_FAILED, recourse.leaf(), why);
  }

  private static Recourse recourse(RunState now) {
    var recourse = now.course().recourse();
    if (recourse == null) throw new JournalCorruptException("no fallback at " + now.sequence());
    return recourse;
  }
}
