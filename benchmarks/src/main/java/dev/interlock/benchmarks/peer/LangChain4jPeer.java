package dev.interlock.benchmarks.peer;

import dev.interlock.benchmarks.workload.Counter;
import dev.interlock.benchmarks.workload.Script;
import dev.interlock.benchmarks.workload.Wire;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.util.List;

/** LangChain4j's AiServices with its tool loop and no chat memory. It keeps nothing on disk. */
public final class LangChain4jPeer implements Peer {
  private static final int ROUNDS_MAX = 1 << 20;

  /** What AiServices implements. */
  interface Clerk {
    @dev.langchain4j.service.SystemMessage(Script.INSTRUCTIONS)
    String work(@dev.langchain4j.service.UserMessage String goal);
  }

  /** The tool, as LangChain4j wants it. */
  static final class Tools {
    private final Counter counter = new Counter();

    @Tool(name = Script.TOOL, value = Script.TOOL_DESCRIPTION)
    Counter.Counted count(int n) {
      return counter.count(new Counter.Count(n));
    }
  }

  private final Clerk clerk =
      AiServices.builder(Clerk.class)
          .chatModel(new Scripted())
          .tools(new Tools())
          .maxToolCallingRoundTrips(ROUNDS_MAX)
          .build();

  @Override
  public String run(int steps, int number) {
    return clerk.work(Script.goal(steps, number));
  }

  /** The scripted model behind LangChain4j's port. */
  private static final class Scripted implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      write(request.messages());
      var messages = request.messages();
      var counted =
          messages.getLast() instanceof ToolExecutionResultMessage last
              ? Script.counted(last.text())
              : 0;
      return ChatResponse.builder().aiMessage(reply(goal(messages), counted)).build();
    }

    private static Script.Goal goal(List<ChatMessage> messages) {
      for (var message : messages) {
        if (message instanceof UserMessage user) return Script.Goal.of(user.singleText());
      }
      throw new IllegalArgumentException("there is no goal");
    }

    private static AiMessage reply(Script.Goal goal, int counted) {
      return Script.next(goal, counted)
          .map(arguments ->
              ToolExecutionRequest.builder()
                  .id(Script.callId(counted))
                  .name(Script.TOOL)
                  .arguments(arguments)
                  .build())
          .map(AiMessage::from)
          .orElseGet(() -> AiMessage.from(Script.answer(counted)));
    }

    private static void write(List<ChatMessage> messages) {
      try (var wire = new Wire()) {
        for (var message : messages) write(wire, message);
        wire.tool(Script.TOOL, Script.TOOL_DESCRIPTION, BareLoop.SCHEMA);
      }
    }

    private static void write(Wire wire, ChatMessage message) {
      switch (message) {
        case SystemMessage system -> wire.said("system", system.text());
        case UserMessage user -> wire.said("user", user.singleText());
        case ToolExecutionResultMessage result -> wire.returned(result.id(), result.text());
        case AiMessage said -> {
          for (var call : said.toolExecutionRequests()) {
            wire.called(call.id(), call.name(), call.arguments());
          }
        }
        default -> throw new IllegalArgumentException("unexpected " + message);
      }
    }
  }
}
