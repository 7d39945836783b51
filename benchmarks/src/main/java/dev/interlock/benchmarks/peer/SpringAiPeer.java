package dev.interlock.benchmarks.peer;

import dev.interlock.benchmarks.workload.Counter;
import dev.interlock.benchmarks.workload.Script;
import dev.interlock.benchmarks.workload.Wire;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.annotation.Tool;

/**
 * Spring AI's ChatClient with the tool loop that it registers by itself. It keeps nothing on disk.
 */
public final class SpringAiPeer implements Peer {

  /** The tool, as Spring AI wants it. */
  static final class Tools {
    private final Counter counter = new Counter();

    @Tool(name = Script.TOOL, description = Script.TOOL_DESCRIPTION)
    Counter.Counted count(int n) {
      return counter.count(new Counter.Count(n));
    }
  }

  private final ChatClient client =
      ChatClient.builder(new Scripted())
          .defaultSystem(Script.INSTRUCTIONS)
          .defaultTools(new Tools())
          .build();

  @Override
  public String run(int steps, int number) {
    return Objects.requireNonNull(
        client.prompt().user(Script.goal(steps, number)).call().content(), "no answer");
  }

  /** The scripted model behind Spring AI's port. */
  private static final class Scripted implements ChatModel {
    @Override
    public ChatOptions getOptions() {
      return ToolCallingChatOptions.builder().build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
      var messages = prompt.getInstructions();
      write(messages);
      var counted =
          messages.getLast() instanceof ToolResponseMessage last
              ? Script.counted(last.getResponses().getLast().responseData())
              : 0;
      return new ChatResponse(List.of(new Generation(reply(goal(messages), counted))));
    }

    private static Script.Goal goal(List<Message> messages) {
      for (var message : messages) {
        if (message instanceof UserMessage user) return Script.Goal.of(text(user));
      }
      throw new IllegalArgumentException("there is no goal");
    }

    private static AssistantMessage reply(Script.Goal goal, int counted) {
      return Script.next(goal, counted)
          .map(arguments ->
              new AssistantMessage.ToolCall(
                  Script.callId(counted), "function", Script.TOOL, arguments))
          .map(call -> AssistantMessage.builder().content("").toolCalls(List.of(call)).build())
          .orElseGet(() -> new AssistantMessage(Script.answer(counted)));
    }

    private static String text(Message message) {
      return Objects.requireNonNull(message.getText(), "a message without text");
    }

    private static void write(List<Message> messages) {
      try (var wire = new Wire()) {
        for (var message : messages) write(wire, message);
        wire.tool(Script.TOOL, Script.TOOL_DESCRIPTION, BareLoop.SCHEMA);
      }
    }

    private static void write(Wire wire, Message message) {
      switch (message) {
        case SystemMessage system -> wire.said("system", text(system));
        case UserMessage user -> wire.said("user", text(user));
        case ToolResponseMessage results -> {
          for (var result : results.getResponses()) {
            wire.returned(result.id(), result.responseData());
          }
        }
        case AssistantMessage said -> {
          for (var call : said.getToolCalls()) {
            wire.called(call.id(), call.name(), call.arguments());
          }
        }
        default -> throw new IllegalArgumentException("unexpected " + message);
      }
    }
  }
}
