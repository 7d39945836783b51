package dev.interlock.views.trace;

import dev.interlock.kernel.brief.Utf8;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.RollBack;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import dev.interlock.views.cost.CostView;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of sentences that need to know the run.
 *
 * @param before what held before the entry
 * @param after what holds after it
 * @param cost of all entries, this one among them
 */
record Words(RunState before, RunState after, CostView cost) {
  /** The most characters of what a model or a tool says that stand in one sentence. */
  private static final int QUOTE_MAX = 200;

  /** A call by id and tool, as in {@code 1.3.0 get_order}. */
  String call(CommandId id) {
    return switch (command(id)) {
      case InvokeTool call -> id + " " + Plain.line(call.tool(), 60);
      case ConfirmEffect confirm -> effect(confirm.effect().id());
      case RollBack _ -> id + " rollback";
      case null, default -> id.toString();
    };
  }

  /** An effect by id and tool, also when its call is settled. */
  String effect(CommandId id) {
    return before
        .effects()
        .get(id)
        .map(effect -> id + " " + Plain.line(effect.call().tool(), 60))
        .orElse(id.toString());
  }

  /** The command as it stood before the entry; null if it was settled. */
  @Nullable Command command(CommandId id) {
    var pending = before.pending().get(id);
    return pending == null ? null : pending.command();
  }

  /** What a call is at now; empty if it is settled. */
  Optional<Pending> pending(CommandId id) {
    return Optional.ofNullable(after.pending().get(id));
  }

  /** The model that a command was for. */
  ModelTerms asked(CommandId command) {
    var pending = before.pending().get(command);
    return pending == null ? before.mandate().charter().model() : before.modelOf(pending.command());
  }

  /** The model, by name; a script is called one wherever it speaks. */
  String model(CommandId command, String name) {
    return asked(command).scripted() ? "The model (scripted)" : "The model " + Plain.line(name, 60);
  }

  static String quoted(String text) {
    return '"' + Plain.line(text, QUOTE_MAX) + '"';
  }

  static String json(Value value) {
    return Plain.line(value.json(), QUOTE_MAX);
  }

  static String plain(String text) {
    return Plain.line(text, QUOTE_MAX);
  }

  static String content(Content content) {
    return switch (content) {
      case Content.Inline(var value) -> {
        var json = value.json();
        yield json.length() <= QUOTE_MAX
            ? Plain.line(json, QUOTE_MAX)
            : Plain.line(json, QUOTE_MAX) + " (" + Amounts.count(Utf8.length(json)) + " bytes)";
      }
      case Content.Stored(_, var bytes, var beginning) ->
          Plain.line(beginning, QUOTE_MAX) + " (" + Amounts.count(bytes) + " bytes)";
    };
  }

  static String who(Principal who) {
    return Plain.line(who.name(), 60)
        + (who.roles().isEmpty()
            ? ""
            : " (" + Plain.line(String.join(", ", who.roles()), 60) + ")");
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String leaf(Leaf leaf) {
    return " [" + leaf.id() + "]";
  }
}
