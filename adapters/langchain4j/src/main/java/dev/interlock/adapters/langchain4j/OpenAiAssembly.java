package dev.interlock.adapters.langchain4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts the chunks of a chat completion together. */
final class OpenAiAssembly extends Assembly {
  private final ObjectNode head = NODES.objectNode();
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Call> calls = new ArrayList<>();
  private @Nullable JsonNode finish;
  private int choices;

  /** A call that is being written. */
  private static final class Call {
    final int index;
    @Nullable JsonNode id;
    String name = "";
    final StringBuilder arguments = new StringBuilder();

    Call(int index) {
      this.index = index;
    }
  }

  @Override
  String take(JsonNode event) {
    for (var member : List.of("model", "usage")) {
      if (event.hasNonNull(member)) head.set(member, event.path(member));
    }
    var words = new StringBuilder();
    for (var choice : event.path("choices")) {
      var index = choice.path("index").asInt(0);
      choices = Math.max(choices, index + 1);
      if (index == 0) words.append(take(choice.path("delta"), choice.path("finish_reason")));
    }
    return words.toString();
  }

  private String take(JsonNode delta, JsonNode reason) {
    if (reason.isString()) {
      finish = reason;
      complete();
    }
    refusal.append(delta.path("refusal").asString(""));
    for (var call : delta.path("tool_calls")) {
      speak();
      write(call);
    }
    var words = delta.path("content").asString("");
    content.append(words);
    return words;
  }

  private void write(JsonNode delta) {
    var function = delta.path("function");
    var call = call(delta, function.path("name").asString(""));
    if (delta.path("id").isString() && call.id == null) call.id = delta.path("id");
    if (call.name.isEmpty()) call.name = function.path("name").asString("");
    var arguments = function.path("arguments");
    call.arguments.append(arguments.isContainer() ? arguments.toString() : arguments.asString(""));
  }

  /**
   * The call that a piece belongs to. Some servers leave the index out, or give every call the same
   * one: a name under another id is a new call.
   */
  private Call call(JsonNode delta, String name) {
    var index = delta.path("index").asInt(-1);
    var named = !name.isEmpty();
    for (var call : calls.reversed()) {
      var other =
          delta.path("id").isString() && call.id != null && !call.id.equals(delta.path("id"));
      if (index >= 0 ? call.index == index && !(named && other) : !named) return call;
    }
    calls.add(new Call(index));
    return calls.getLast();
  }

  @Override
  ObjectNode soFar() {
    var body = head.deepCopy();
    var array = body.putArray("choices");
    for (var at = 0; at < choices; at++) array.addObject();
    if (choices == 0) return body;
    var message = ((ObjectNode) array.get(0)).set("finish_reason", finish).putObject("message");
    message.put("content", content.toString()).put("refusal", refusal.toString());
    var written = message.putArray("tool_calls");
    for (var call : calls) {
      var entry = written.addObject();
      entry.set("id", call.id);
      entry
          .putObject("function")
          .put("name", call.name)
          .put("arguments", call.arguments.toString());
    }
    return body;
  }
}
