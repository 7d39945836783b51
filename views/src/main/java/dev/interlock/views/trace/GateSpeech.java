package dev.interlock.views.trace;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Hold;
import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gates said, and why. */
final class GateSpeech {
  private GateSpeech() {}

  static Sentence of(Event.Ruled ruled, Words words) {
    return switch (ruled) {
      case CommandPermitted permitted -> permitted(permitted, words);
      case CommandHeld held -> held(held, words);
      case Event.CommandDenied(var id, var denial, _) ->
          new Sentence(Tone.REFUSED, subject(id, words) + " refused by " + because(denial));
      case Event.AttemptRefused(var id, var denial, _) ->
          new Sentence(
              Tone.REFUSED, words.call(id) + ": no further attempt, refused by " + because(denial));
      case Event.ResultReused(var id, var entry, _) ->
          new Sentence(
              Tone.REFUSED,
              words.call(id)
                  + ": not called again, entry "
                  + entry
                  + " holds the result of the same call"
                  + " [PLN-4]");
      case Event.EffectWithheld(var id, _) ->
          new Sentence(
              Tone.REFUSED,
              words.call(id) + ": recorded and not performed, the agent only observes");
    };
  }

  private static Sentence permitted(CommandPermitted permitted, Words words) {
    var id = permitted.command();
    var number = permitted.attempt().number();
    var attempt = number == 1 ? "" : " (attempt " + number + ")";
    return switch (words.command(id)) {
      case AskModel _ ->
          new Sentence(Tone.HOUSEKEEPING, asked("The model is asked", permitted) + attempt);
      case Summarise _ ->
          new Sentence(
              Tone.HOUSEKEEPING,
              asked("The small model is to put old turns in fewer words", permitted) + attempt);
      case AcceptAnswer _ -> new Sentence(Tone.ALLOWED, "The answer passed every check");
      case ConfirmEffect confirm ->
          new Sentence(
              Tone.ALLOWED,
              words.effect(confirm.effect().id()) + ": confirmed, its post-condition holds");
      case RollBack undoing ->
          new Sentence(
              Tone.ALLOWED,
              "What the run has done is undone, the last first: "
                  + Amounts.count(undoing.effects().size(), "effect"));
      case InvokeTool call when permitted.attempt().kind() == Attempt.Kind.QUERY ->
          new Sentence(Tone.ALLOWED, words.call(id) + ": asking " + query(call, words) + attempt);
      case InvokeTool call when call.undoes() != null ->
          new Sentence(
              Tone.ALLOWED,
              words.call(id) + ": allowed, to undo " + words.effect(call.undoes()) + attempt);
      case InvokeTool call when call.looks() != null ->
          new Sentence(Tone.ALLOWED, words.call(id) + ": allowed, to judge by" + attempt);
      case InvokeTool _ ->
          new Sentence(
              Tone.ALLOWED, words.call(id) + ": allowed" + why(permitted, words) + attempt);
      case null -> new Sentence(Tone.ALLOWED, id + ": allowed" + attempt);
    };
  }

  private static String asked(String what, CommandPermitted permitted) {
    return what
        + "; up to "
        + Amounts.count(permitted.reserved().tokens())
        + " tokens and "
        + Amounts.usd(permitted.reserved().costMicros())
        + " are set aside";
  }

  private static String query(InvokeTool call, Words words) {
    var contract = words.before().mandate().charter().tool(call.tool()).orElse(null);
    return contract != null && contract.effect() instanceof EffectClass.Reconcile(_, var query)
        ? query.tool() + " whether it happened"
        : "whether it happened";
  }

  private static String why(CommandPermitted permitted, Words words) {
    var pending = words.before().pending().get(permitted.command());
    var approved =
        pending != null && !pending.past().approved().isEmpty() ? ", as a person approved it" : "";
    return approved + allowedBy(permitted.facts(), words);
  }

  private static String allowedBy(Facts facts, Words words) {
    return facts.policy().stream()
        .filter(outcome -> outcome.result() == Truth.TRUE)
        .flatMap(outcome ->
            words.before().mandate().charter().rules().policy().stream()
                .filter(rule -> rule.id().equals(outcome.rule()) && rule.then() == Then.ALLOW))
        .map(GateSpeech::rule)
        .collect(Collectors.joining());
  }

  private static String rule(PolicyRule rule) {
    return ", " + rule.id() + " says: " + Words.plain(rule.reason());
  }

  private static Sentence held(CommandHeld held, Words words) {
    var why = held.holds().stream().map(GateSpeech::question).collect(Collectors.joining("; "));
    return new Sentence(
        Tone.HELD,
        words.call(held.command())
            + ": a person must decide until "
            + held.expiresAt()
            + ", asked by "
            + Plain.line(why, 400));
  }

  private static String question(Hold hold) {
    return hold.gate() + " (" + hold.rule() + "): " + hold.reason();
  }

  private static String subject(CommandId id, Words words) {
    @Nullable Command command = words.command(id);
    return switch (command) {
      case AskModel _ -> "Another question to the model:";
      case Summarise _ -> "Fewer words for old turns:";
      case AcceptAnswer _ -> "The answer:";
      case ConfirmEffect confirm -> words.effect(confirm.effect().id()) + " is not confirmed:";
      case RollBack _ -> "The rollback:";
      case InvokeTool _ -> words.call(id) + ":";
      case null -> id + ":";
    };
  }

  private static String because(Denial denial) {
    return denial.gate()
        + " ("
        + Words.plain(denial.rule())
        + "): "
        + Plain.line(denial.reason(), 400)
        + Words.leaf(denial.leaf());
  }
}
