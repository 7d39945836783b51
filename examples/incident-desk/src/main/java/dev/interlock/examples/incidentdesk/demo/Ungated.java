package dev.interlock.examples.incidentdesk.demo;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Message.Outcome;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ModelTerms;
import dev.interlock.kernel.charter.Price;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider.Connection;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.testkit.script.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loop that most agents run in: ask the model, do what it says, take its text for the answer.
 * No gate, no journal. What the same script does then is the measure of what the gates are for.
 */
final class Ungated {
  private static final int TURNS_MAX = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final RunId NO_RUN = new RunId("0".repeat(26));

  private final ToolSource tools;
  private final Consumer<String> performed;
  private final List<Message> messages = new ArrayList<>();

  /**
   * @param performed is told of each call that was made
   */
  Ungated(ToolSource tools, Consumer<String> performed) {
    this.tools = tools;
    this.performed = performed;
  }

  /** Returns what the model says in the end. */
  String answer(Path home, String script, String goal) {
    var terms =
        new ModelTerms("scripted/" + script, Price.UNMETERED, 2000, Duration.ofSeconds(60), 1);
    messages.add(new Message.FromUser(1, goal));
    try (var model = new ScriptedProvider().open(new Connection(terms, null, null, home))) {
      for (var turn = 0; turn < TURNS_MAX; turn++) {
        var brief = new Brief("", List.of(), messages);
        var answer = model.ask(new ModelPort.Ask(brief, 2000, TIMEOUT, true));
        if (!(answer instanceof ModelPort.Replied(var reply, _, _, _))) return "no reply";
        messages.add(new Message.FromModel(messages.size() + 1, reply));
        if (reply.proposals().isEmpty()) return reply.text();
        reply.proposals().forEach(this::call);
      }
    }
    return "no answer in " + TURNS_MAX + " turns";
  }

  private void call(Proposal proposal) {
    var by = new ToolSource.Context(NO_RUN, "none", 1);
    var arguments = (Value.Obj) proposal.arguments();
    var answer = tools.call(new ToolSource.Call(proposal.tool(), arguments, TIMEOUT, by));
    performed.accept(proposal.tool() + " " + arguments.json());
    var entry = messages.size() + 1;
    messages.add(
        switch (answer) {
          case ToolSource.Returned(var result, _) ->
              new Message.FromTool(
                  entry, proposal.callId(), proposal.tool(), Outcome.RETURNED, result.json());
          case ToolSource.Failed(_, var message, _) ->
              new Message.FromTool(
                  entry, proposal.callId(), proposal.tool(), Outcome.FAILED, message);
        });
  }
}
