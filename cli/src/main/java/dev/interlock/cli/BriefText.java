package dev.interlock.cli;

import dev.interlock.cli.screen.Ink;
import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event.CommandPermitted;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.Interlock;
import dev.interlock.runtime.UserError;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the model was shown. It is not recorded; it is built again from the entries before.
 */
final class BriefText {
  private final Verb verb;

  BriefText(Verb verb) {
    this.verb = verb;
  }

  void show(Interlock interlock, RunId run, long permit) {
    var brief = refold(interlock, run, permit);
    if (verb.json) verb.print(document(run, permit, brief));
    else print(brief);
  }

  private static Brief refold(Interlock interlock, RunId run, long permit) {
    @Nullable RunState state = null;
    var permits = new ArrayList<String>();
    try (var entries = interlock.entries(run, 1)) {
      for (var all = entries.iterator(); all.hasNext(); ) {
        var entry = all.next();
        if (state != null && asksModel(state, entry)) {
          if (entry.sequence() == permit) return state.brief();
          permits.add(Long.toString(entry.sequence()));
        }
        state = state == null ? Kernel.begin(entry) : Kernel.step(state, entry);
      }
    }
    throw new UserError(
        "entry " + permit + " is no permit of a model call",
        "--brief",
        permits.isEmpty()
            ? "the model was not asked"
            : "those are " + permits.stream().limit(20).collect(Collectors.joining(", ")));
  }

  private static boolean asksModel(RunState state, Entry entry) {
    if (!(entry.event() instanceof CommandPermitted permitted)) return false;
    var pending = state.pending().get(permitted.command());
    return pending != null && pending.command() instanceof AskModel;
  }

  private void print(Brief brief) {
    var screen = verb.screen();
    screen.line("Instructions", Ink.BOLD);
    screen.line("  ", brief.instructions(), Ink.PLAIN);
    screen.line("Tools", Ink.BOLD);
    for (var tool : brief.tools()) {
      screen.line("  ", tool.name() + ": " + tool.description(), Ink.PLAIN);
      screen.line("    ", tool.input().json(), Ink.DIM);
    }
    for (var message : brief.messages()) {
      screen.line("Entry " + message.entry() + ", " + from(message), Ink.BOLD);
      screen.line("  ", words(message), Ink.PLAIN);
    }
  }

  private static Value document(RunId run, long permit, Brief brief) {
    return Value.of(
        Map.of(
            "run", Value.of(run.text()),
            "entry", Value.of(permit),
            "instructions", Value.of(brief.instructions()),
            "tools", Value.of(brief.tools().stream().map(BriefText::tool).toList()),
            "messages", Value.of(brief.messages().stream().map(BriefText::message).toList())));
  }

  private static Value.Obj tool(Descriptor tool) {
    return Value.of(
        Map.of(
            "name", Value.of(tool.name()),
            "description", Value.of(tool.description()),
            "input", tool.input()));
  }

  private static Value.Obj message(Message message) {
    return Value.of(
        Map.of(
            "entry", Value.of(message.entry()),
            "from", Value.of(from(message)),
            "text", Value.of(words(message))));
  }

  private static String from(Message message) {
    return switch (message) {
      case Message.FromUser _ -> "user";
      case Message.FromRuntime _ -> "runtime";
      case Message.FromSummary _ -> "summary";
      case Message.FromModel _ -> "model";
      case Message.FromTool(_, _, var tool, _, _) -> "tool " + tool;
    };
  }

  private static String words(Message message) {
    return switch (message) {
      case Message.FromUser(_, var text) -> text;
      case Message.FromRuntime(_, var text) -> text;
      case Message.FromTool(_, _, _, _, var text) -> text;
      case Message.FromSummary summary -> summary.shown();
      case Message.FromModel(_, var reply) -> {
        var calls =
            reply.proposals().stream().map(BriefText::call).collect(Collectors.joining("\n"));
        yield (reply.text() + "\n" + calls).strip();
      }
    };
  }

  private static String call(Proposal proposal) {
    return "call " + proposal.tool() + " " + proposal.arguments().json();
  }
}
