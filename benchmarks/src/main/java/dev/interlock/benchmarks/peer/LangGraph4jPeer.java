package dev.interlock.benchmarks.peer;

import static org.bsc.langgraph4j.action.AsyncEdgeAction.edge_async;
import static org.bsc.langgraph4j.action.AsyncNodeAction.node_async;

import dev.interlock.benchmarks.workload.Counter;
import dev.interlock.benchmarks.workload.Script;
import dev.interlock.benchmarks.workload.Wire;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bsc.langgraph4j.CompileConfig;
import org.bsc.langgraph4j.CompiledGraph;
import org.bsc.langgraph4j.GraphDefinition;
import org.bsc.langgraph4j.GraphStateException;
import org.bsc.langgraph4j.RunnableConfig;
import org.bsc.langgraph4j.StateGraph;
import org.bsc.langgraph4j.checkpoint.FileSystemSaver;
import org.bsc.langgraph4j.checkpoint.MemorySaver;
import org.bsc.langgraph4j.prebuilt.MessagesState;
import org.bsc.langgraph4j.prebuilt.MessagesStateGraph;
import tools.jackson.databind.json.JsonMapper;

/**
 * LangGraph4j: a graph of two nodes, the model and the tool, over its own state of messages and its
 * own serializer. With a saver, it keeps a checkpoint after each node.
 */
public final class LangGraph4jPeer implements Peer {
  private static final int RECURSION_MAX = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final CompiledGraph<MessagesState<Said>> graph;
  private final AtomicLong threads = new AtomicLong();
  private final Counter counter = new Counter();

  /** Where checkpoints go. */
  public enum Saver {
    NONE,
    MEMORY,
    FILE
  }

  /**
   * One message.
   *
   * @param role as providers name it, or {@code call} for an assistant's call
   * @param callId of a call or its result; else empty
   */
  record Said(String role, String callId, String text) implements Serializable {}

  /**
   * Makes the graph.
   *
   * @param folder for the file saver
   */
  public LangGraph4jPeer(Saver saver, Path folder) {
    try {
      StateGraph<MessagesState<Said>> drawn = new MessagesStateGraph<>();
      drawn
          .addNode("model", node_async(state -> Map.of("messages", List.of(ask(state.messages())))))
          .addNode("tool", node_async(state -> Map.of("messages", List.of(call(last(state))))))
          .addEdge(GraphDefinition.START, "model")
          .addConditionalEdges(
              "model",
              edge_async(state -> last(state).role.equals("call") ? "tool" : "end"),
              Map.of("tool", "tool", "end", GraphDefinition.END))
          .addEdge("tool", "model");
      var config = CompileConfig.builder().recursionLimit(RECURSION_MAX).releaseThread(true);
      var saving =
          switch (saver) {
            case NONE -> config;
            case MEMORY -> config.checkpointSaver(new MemorySaver());
            case FILE ->
                config.checkpointSaver(new FileSystemSaver(folder, drawn.getStateSerializer()));
          };
      this.graph = drawn.compile(saving.build());
    } catch (GraphStateException wrong) {
      throw new IllegalStateException("the graph is wrong", wrong);
    }
  }

  @Override
  public String run(int steps, int number) {
    var thread = RunnableConfig.builder().threadId("run-" + threads.incrementAndGet()).build();
    var goal = new Said("user", "", Script.goal(steps, number));
    return last(graph.invoke(Map.of("messages", List.of(goal)), thread).orElseThrow()).text;
  }

  private static Said last(MessagesState<Said> state) {
    return state.lastMessage().orElseThrow();
  }

  private static Said ask(List<Said> messages) {
    write(messages);
    var last = messages.getLast();
    var counted = last.role.equals("tool") ? Script.counted(last.text) : 0;
    return Script.next(Script.Goal.of(messages.getFirst().text), counted)
        .map(arguments -> new Said("call", Script.callId(counted), arguments))
        .orElseGet(() -> new Said("assistant", "", Script.answer(counted)));
  }

  private Said call(Said call) {
    var result = counter.count(JSON.readValue(call.text, Counter.Count.class));
    return new Said("tool", call.callId, JSON.writeValueAsString(result));
  }

  private static void write(List<Said> messages) {
    try (var wire = new Wire()) {
      wire.said("system", Script.INSTRUCTIONS);
      for (var message : messages) {
        switch (message.role) {
          case "call" -> wire.called(message.callId, Script.TOOL, message.text);
          case "tool" -> wire.returned(message.callId, message.text);
          default -> wire.said(message.role, message.text);
        }
      }
      wire.tool(Script.TOOL, Script.TOOL_DESCRIPTION, BareLoop.SCHEMA);
    }
  }
}
