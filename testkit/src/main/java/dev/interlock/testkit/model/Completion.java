package dev.interlock.testkit.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A well-formed answer. Immutable; the verbs return changed copies.
 *
 * @param text null for none
 * @param calls in the order in which the model writes them
 * @param finish null for {@code stop} or {@code tool_calls}, as fits
 * @param model the name under which the model answers; null for the one that was asked
 * @param usage null to say nothing of it
 */
public record Completion(
    @Nullable String text,
    List<Call> calls,
    @Nullable String finish,
    @Nullable String model,
    @Nullable Tokens usage)
    implements Behaviour {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Tokens SOME = new Tokens(100, 0, 20);

  public Completion {
    calls = List.copyOf(calls);
  }

  /**
   * A tool call as a model writes it.
   *
   * @param id null to leave it out
   * @param arguments text that ought to be JSON
   */
  public record Call(@Nullable String id, String name, String arguments) {}

  /** Tokens: read, of those from the cache, and written. */
  public record Tokens(long prompt, long cached, long completion) {}

  static Completion saying(String text) {
    return new Completion(text, List.of(), null, null, SOME);
  }

  static Completion calling(List<Call> calls) {
    return new Completion(null, calls, null, null, SOME);
  }

  /** The same with words beside the calls. */
  public Completion with(String words) {
    return new Completion(words, calls, finish, model, usage);
  }

  /** The same with another reason to stop. */
  public Completion finishing(String reason) {
    return new Completion(text, calls, reason, model, usage);
  }

  /** The same under another model's name. */
  public Completion as(String name) {
    return new Completion(text, calls, finish, name, usage);
  }

  /** The same at another cost. */
  public Completion costing(long prompt, long cached, long completion) {
    return new Completion(text, calls, finish, model, new Tokens(prompt, cached, completion));
  }

  /** The same, saying nothing of its cost. */
  public Completion withoutUsage() {
    return new Completion(text, calls, finish, model, null);
  }

  @Override
  public void perform(Turn turn) throws IOException {
    var asked = turn.request().json().path("model").asString("");
    turn.answer(200, Map.of(), json(asked).toString().getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode json(String asked) {
    var root = JSON.createObjectNode();
    root.put("id", "chatcmpl-fake").put("object", "chat.completion").put("created", 0);
    root.put("model", model == null ? asked : model);
    var choice = root.putArray("choices").addObject().put("index", 0);
    writeMessage(choice.putObject("message"));
    var natural = calls.isEmpty() ? "stop" : "tool_calls";
    choice.put("finish_reason", finish == null ? natural : finish);
    if (usage != null) writeUsage(root.putObject("usage"), usage);
    return root;
  }

  private void writeMessage(ObjectNode message) {
    message.put("role", "assistant").put("content", text);
    if (calls.isEmpty()) return;
    var array = message.putArray("tool_calls");
    for (var call : calls) {
      var node = array.addObject();
      if (call.id() != null) node.put("id", call.id());
      node.put("type", "function");
      node.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    }
  }

  private static void writeUsage(ObjectNode node, Tokens tokens) {
    node.put("prompt_tokens", tokens.prompt()).put("completion_tokens", tokens.completion());
    node.put("total_tokens", tokens.prompt() + tokens.completion());
    node.putObject("prompt_tokens_details").put("cached_tokens", tokens.cached());
  }
}
