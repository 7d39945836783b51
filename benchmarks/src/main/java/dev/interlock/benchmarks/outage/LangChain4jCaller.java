package dev.interlock.benchmarks.outage;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import java.net.URI;
import java.util.ArrayList;

/** LangChain4j's AiServices as they come: a tool that throws is told to the model. */
final class LangChain4jCaller implements Caller {

  /** What AiServices implements. */
  interface Clerk {
    @dev.langchain4j.service.SystemMessage(Patient.INSTRUCTIONS)
    String work(@dev.langchain4j.service.UserMessage String goal);
  }

  /**
   * The tool, as LangChain4j wants it.
   *
   * @param service where it is
   * @param http how it is called
   */
  record Tools(URI service, Http http) {
    @Tool(name = Patient.TOOL, value = Patient.TOOL_DESCRIPTION)
    String count(int run, int n) {
      return http.count(service, run, n);
    }
  }

  private final Http http = new Http();
  private final Clerk clerk;

  LangChain4jCaller(URI service) {
    this.clerk =
        AiServices.builder(Clerk.class)
            .chatModel(new Scripted())
            .tools(new Tools(service, http))
            .build();
  }

  @Override
  public String run(Patient.Goal goal) {
    return clerk.work(goal.words());
  }

  /** The model behind LangChain4j's port. */
  private static final class Scripted implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      var told = new ArrayList<String>();
      var words = "";
      for (var message : request.messages()) {
        if (message instanceof UserMessage user) words = user.singleText();
        if (message instanceof ToolExecutionResultMessage result) told.add(result.text());
      }
      var goal = Patient.Goal.of(words);
      var reply =
          Patient.next(goal, told)
              .map(arguments ->
                  ToolExecutionRequest.builder()
                      .id("call_" + told.size())
                      .name(Patient.TOOL)
                      .arguments(arguments)
                      .build())
              .map(AiMessage::from)
              .orElseGet(() -> AiMessage.from(Patient.answer(goal, told)));
      return ChatResponse.builder().aiMessage(reply).build();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
