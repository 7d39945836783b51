package dev.interlock.benchmarks.workload;

import dev.interlock.benchmarks.outage.PatientPort;
import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelProvider;
import dev.interlock.runtime.json.Json;
import java.util.List;

/** The scripted model behind Interlock's port, as {@code use: scripted/counting}. */
public final class ScriptedPort implements ModelProvider {

  @Override
  public boolean knows(String provider) {
    return provider.equals("scripted");
  }

  @Override
  public ModelPort open(Connection connection) {
    return connection.terms().model().equals("patient")
        ? new PatientPort()
        : ask -> answer(ask.brief());
  }

  private static ModelPort.Answer answer(Brief brief) {
    write(brief);
    var goal = goal(brief);
    var counted = counted(brief);
    StepTimes.modelAsked(goal.run(), counted == 0);
    return new ModelPort.Replied(reply(goal, counted), "counting", new Usage(100, 0, 10));
  }

  private static ModelReply reply(Script.Goal goal, int counted) {
    return Script.next(goal, counted)
        .map(Json::parse)
        .map(arguments -> new Proposal(Script.callId(counted), Script.TOOL, arguments))
        .map(call -> new ModelReply("", List.of(call)))
        .orElseGet(() -> new ModelReply(Script.answer(counted), List.of()));
  }

  private static Script.Goal goal(Brief brief) {
    if (brief.messages().getFirst() instanceof Message.FromUser(_, var words)) {
      return Script.Goal.of(words);
    }
    throw new IllegalArgumentException("a brief begins with the goal");
  }

  private static int counted(Brief brief) {
    return brief.messages().getLast() instanceof Message.FromTool last
        ? Script.counted(last.text())
        : 0;
  }

  /** Renders a brief as the provider would be sent it. */
  public static void write(Brief brief) {
    try (var wire = new Wire()) {
      wire.said("system", brief.instructions());
      for (var message : brief.messages()) write(wire, message);
      for (var tool : brief.tools()) {
        wire.tool(tool.name(), tool.description(), tool.input().json());
      }
    }
  }

  private static void write(Wire wire, Message message) {
    switch (message) {
      case Message.FromUser(_, var text) -> wire.said("user", text);
      case Message.FromRuntime(_, var text) -> wire.said("user", text);
      case Message.FromSummary summary -> wire.said("user", summary.shown());
      case Message.FromTool tool ->
          wire.returned(tool.callId(), "[entry " + tool.entry() + "] " + tool.text());
      case Message.FromModel(_, var reply) -> {
        if (!reply.text().isEmpty()) wire.said("assistant", reply.text());
        for (var call : reply.proposals()) {
          wire.called(call.callId(), call.tool(), call.arguments().json());
        }
      }
    }
  }
}
