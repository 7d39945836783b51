package dev.interlock.adapters.langchain4j;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ToolContract;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A brief as the messages of a chat. Depends on the brief alone, so equal briefs give equal bytes,
 * and a longer brief begins with the bytes of the shorter one.
 *
 * <p>Providers refuse a chat in which a call lacks its one answer, or in which anything stands
 * between a call and its answers. So the answers to a turn follow it at once, in the order of its
 * calls; what people and the runtime said meanwhile comes after them; a call without news is
 * answered with words that say so; and news for no call is told as from the runtime.
 */
final class Transcript {
  /**
   * What providers take as an id or a tool's name: OpenAI at most 40 and 64, Anthropic this set.
   */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

  private static final int NAME_CHARS_MAX = 64;

  private final List<ChatMessage> chat = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<String> tools;

  private Transcript(Set<String> tools) {
    this.tools = tools;
  }

  static List<ChatMessage> of(Brief brief) {
    var names = brief.tools().stream().map(ToolContract.Descriptor::name);
    var transcript = new Transcript(names.collect(Collectors.toSet()));
    if (!brief.instructions().isBlank()) {
      transcript.chat.add(SystemMessage.from(brief.instructions()));
    }
    var messages = brief.messages();
    for (var at = 0; at < messages.size(); ) at = transcript.add(messages, at);
    return transcript.chat;
  }

  /** Adds what stands at {@code at}, a turn with all its news; returns where to go on. */
  private int add(List<Message> messages, int at) {
    if (!(messages.get(at) instanceof Message.FromModel said)) {
      say(messages.get(at));
      return at + 1;
    }
    var end = at + 1;
    while (end < messages.size() && !(messages.get(end) instanceof Message.FromModel)) end++;
    turn(said, messages.subList(at + 1, end));
    return end;
  }

  private void turn(Message.FromModel said, List<Message> meanwhile) {
    var proposals = said.reply().proposals();
    var open = proposals.stream().map(Proposal::callId).collect(Collectors.toSet());
    Map<String, String> news = new HashMap<>();
    var rest = new ArrayList<Message>();
    for (var message : meanwhile) {
      if (message instanceof Message.FromTool tool && open.remove(tool.callId())) {
        news.put(tool.callId(), words(tool));
      } else {
        rest.add(message);
      }
    }
    var requests = new ArrayList<ToolExecutionRequest>();
    for (var proposal : proposals) {
      requests.add(request(said.entry(), requests.size() + 1, proposal));
    }
    var text = said.reply().text();
    chat.add(
        AiMessage.builder()
            .text(text.isBlank() ? null : text)
            .toolExecutionRequests(requests)
            .build());
    for (var i = 0; i < requests.size(); i++) {
      var told = news.getOrDefault(proposals.get(i).callId(), "Nothing is known of this call yet.");
      chat.add(ToolExecutionResultMessage.from(requests.get(i), told));
    }
    rest.forEach(this::say);
  }

  private ToolExecutionRequest request(long entry, int place, Proposal proposal) {
    var id = proposal.callId();
    if (!ID.matcher(id).matches() || !ids.add(id)) {
      id = "call-" + entry + "-" + place;
      while (!ids.add(id)) id += "x";
    }
    return ToolExecutionRequest.builder()
        .id(id)
        .name(name(proposal.tool()))
        .arguments(ToolJson.arguments(proposal.arguments()))
        .build();
  }

  /** A name that the model made up is shown back in a form that every provider accepts. */
  private String name(String tool) {
    if (tools.contains(tool)) return tool;
    var safe = tool.replaceAll("[^A-Za-z0-9_-]", "_");
    if (safe.isEmpty()) return "unnamed";
    return safe.substring(0, Math.min(safe.length(), NAME_CHARS_MAX));
  }

  private void say(Message message) {
    chat.add(
        UserMessage.from(
            switch (message) {
              case Message.FromUser(var _, var text) -> text;
              case Message.FromRuntime(var entry, var text) -> fromRuntime(entry, text);
              case Message.FromSummary summary -> fromRuntime(summary.entry(), summary.shown());
              case Message.FromTool tool ->
                  fromRuntime(
                      tool.entry(), "of an earlier call of " + tool.tool() + ": " + words(tool));
              case Message.FromModel(var entry, var reply) ->
                  throw new IllegalStateException("turn " + entry + " said twice: " + reply);
            }));
  }

  private static String fromRuntime(long entry, String text) {
    return "[entry " + entry + ", from the runtime, not from the user] " + text;
  }

  private static String words(Message.FromTool tool) {
    var outcome =
        switch (tool.outcome()) {
          case RETURNED -> "";
          case FLAWED -> "The result may not be relied on, it is ";
          case FAILED -> "The call failed: ";
          case NOT_DONE -> "The call was not done: ";
          case ELIDED -> "The result is left out here: ";
        };
    return "[entry " + tool.entry() + "] " + outcome + tool.text();
  }
}
