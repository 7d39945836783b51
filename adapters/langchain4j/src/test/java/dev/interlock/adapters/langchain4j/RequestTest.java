package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.FakeOpenAi;
import dev.interlock.testkit.model.Received;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestTest {
  static final String ORDER =
      """
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
       "additionalProperties":false,"required":["order"],"title":"",
       "properties":{"order":{"$ref":"#/$defs/order"},"note":{"type":["string","null"],"default":null},
         "lines":{"type":"array","items":{"type":"object","additionalProperties":false,"properties":{}}}},
       "$defs":{"order":{"type":"string","pattern":"^o-[0-9]+$","minLength":3}},
       "oneOf":[{"required":["note"]},{"not":{"required":["note"]}}],"examples":[]}
      """;
  static final String REFUND =
      """
      {"type":"object","properties":{
        "amount":{"type":"number","exclusiveMinimum":0,"multipleOf":0.01,"maximum":1000.50},
        "way":{"enum":["card","cash",null,1]}}}
      """;

  static final List<ToolContract.Descriptor> TOOLS =
      List.of(
          Desk.tool("get_order", "Reads an order.", ORDER),
          Desk.tool("issue_refund", "Pays back.", REFUND),
          Desk.tool("now", "", "{}"));

  private static Value.Obj order(String id) {
    return (Value.Obj) Arguments.read("{\"order\":\"" + id + "\"}");
  }

  static final List<Message> TWO_TURNS =
      List.of(
          new Message.FromUser(1, "Refund o-1 and o-2"),
          new Message.FromModel(
              3,
              new ModelReply(
                  "I look at both.",
                  List.of(
                      new Proposal("call_b", "get_order", order("o-1")),
                      new Proposal("call_a", "get_order", order("o-2"))))),
          new Message.FromTool(
              9, "call_a", "get_order", Message.Outcome.FAILED, "timeout after 5 s"),
          new Message.FromUser(10, "Hurry"),
          new Message.FromTool(
              12, "call_b", "get_order", Message.Outcome.RETURNED, "{\"total\":12.50}"),
          new Message.FromRuntime(13, "Two steps are left."),
          new Message.FromModel(
              15,
              new ModelReply(
                  "", List.of(new Proposal("call_b", "issue_refund", Value.of("amount=12.50"))))),
          new Message.FromTool(
              17, "call_b", "issue_refund", Message.Outcome.NOT_DONE, "arguments are not JSON"));

  private static final String GOLDEN =
      """
      [{"role":"system","content":"Be exact."},
       {"role":"user","content":"Refund o-1 and o-2"},
       {"role":"assistant","content":"I look at both.","tool_calls":[
         {"id":"call_b","type":"function",
          "function":{"name":"get_order","arguments":"{\\"order\\":\\"o-1\\"}"}},
         {"id":"call_a","type":"function",
          "function":{"name":"get_order","arguments":"{\\"order\\":\\"o-2\\"}"}}]},
       {"role":"tool","tool_call_id":"call_b","content":"[entry 12] {\\"total\\":12.50}"},
       {"role":"tool","tool_call_id":"call_a",
        "content":"[entry 9] The call failed: timeout after 5 s"},
       {"role":"user","content":"Hurry"},
       {"role":"user",
        "content":"[entry 13, from the runtime, not from the user] Two steps are left."},
       {"role":"assistant","tool_calls":[
         {"id":"call-15-1","type":"function",
          "function":{"name":"issue_refund","arguments":"{\\"not_an_object\\":\\"amount=12.50\\"}"}}]},
       {"role":"tool","tool_call_id":"call-15-1",
        "content":"[entry 17] The call was not done: arguments are not JSON"}]
      """;

  private static Received received(Brief brief, @Nullable String key) {
    try (var server = FakeOpenAi.start(Behaviour.reply("done"));
        var port =
            new LangChainModelProvider().open(Desk.connection(server.baseUrl() + "/", key))) {
      var _ = port.ask(new ModelPort.Ask(brief, 256, Desk.LONG, true));
      return server.requests().getFirst();
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void two_turns_go_over_the_wire_with_every_call_answered_once_and_in_order() {
    var body = received(new Brief("Be exact.", TOOLS, TWO_TURNS), Desk.KEY).json();
    assertThat(body.path("messages")).isEqualTo(json(GOLDEN));
    assertThat(body.path("model").asString()).isEqualTo("gpt-5-mini");
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder("model", "messages", "stream", "max_tokens", "tools");
  }

  @Test
  void three_tools_go_over_the_wire_with_their_schemas_unchanged() {
    var tools = received(new Brief("Be exact.", TOOLS, TWO_TURNS), Desk.KEY).json().path("tools");
    assertThat(tools).hasSize(3);
    assertThat(tools.path(0).path("type").asString()).isEqualTo("function");
    assertThat(tools.path(0).path("function").path("name").asString()).isEqualTo("get_order");
    assertThat(tools.path(0).path("function").path("parameters")).isEqualTo(json(ORDER));
    assertThat(tools.path(1).path("function").path("parameters")).isEqualTo(json(REFUND));
    assertThat(tools.path(2).path("function").propertyNames())
        .containsExactly("name", "parameters");
  }

  @Test
  void a_request_without_tools_has_no_tools_at_all() {
    var body = received(Desk.brief(List.of()), Desk.KEY).json();
    assertThat(body.has("tools")).isFalse();
  }

  @Test
  void the_key_goes_into_one_header_and_a_server_without_one_gets_none() {
    var request = received(Desk.brief(List.of()), Desk.KEY);
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.header("authorization")).contains("Bearer " + Desk.KEY);
    assertThat(request.header("upgrade")).isEmpty();
    assertThat(request.body()).doesNotContain(Desk.KEY);
    assertThat(received(Desk.brief(List.of()), null).header("authorization")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://api.openai.com/v1",
        "https://eu.api.openai.com/v1",
        "https://desk.openai.azure.com/openai/v1"
      })
  void openai_itself_is_asked_for_max_completion_tokens(String baseUrl) {
    var sent = parameters(baseUrl);
    assertThat(sent.maxCompletionTokens()).isEqualTo(256);
    assertThat(sent.maxOutputTokens()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8000/v1", "https://api.openai.com.example/v1"})
  void other_servers_are_asked_for_max_tokens(String baseUrl) {
    var sent = parameters(baseUrl);
    assertThat(sent.maxCompletionTokens()).isNull();
    assertThat(sent.maxOutputTokens()).isEqualTo(256);
  }

  private static OpenAiChatRequestParameters parameters(String baseUrl) {
    var dialect = OpenAiDialect.of(Desk.connection(baseUrl, Desk.KEY));
    return (OpenAiChatRequestParameters) dialect.parameters(Desk.ask(Desk.LONG));
  }

  @Test
  void a_call_without_news_is_answered_and_news_without_a_call_is_told() {
    var messages = new ArrayList<Message>();
    messages.add(new Message.FromUser(1, "Go"));
    messages.add(new Message.FromTool(2, "gone", "now", Message.Outcome.ELIDED, "see artifact 7"));
    messages.add(
        new Message.FromModel(
            3, new ModelReply("", List.of(new Proposal("a", "no such tool!", Value.Obj.EMPTY)))));
    var sent = received(new Brief("Be exact.", TOOLS, messages), Desk.KEY).json().path("messages");
    assertThat(sent.path(2).path("content").asString())
        .isEqualTo(
            "[entry 2, from the runtime, not from the user] of an earlier call of now:"
                + " [entry 2] The result is left out here: see artifact 7");
    assertThat(sent.path(3).path("tool_calls").path(0).path("function").path("name").asString())
        .isEqualTo("no_such_tool_");
    assertThat(sent.path(4).path("tool_call_id").asString()).isEqualTo("a");
    assertThat(sent.path(4).path("content").asString())
        .isEqualTo("Nothing is known of this call yet.");
  }

  @Test
  void second_news_of_one_call_is_told_beside_its_answer() {
    List<Message> messages =
        List.of(
            new Message.FromUser(1, "Go"),
            new Message.FromModel(
                2, new ModelReply("", List.of(new Proposal("a", "now", Value.Obj.EMPTY)))),
            new Message.FromTool(3, "a", "now", Message.Outcome.FAILED, "timeout"),
            new Message.FromTool(4, "a", "now", Message.Outcome.RETURNED, "7"));
    var sent = received(new Brief("Be exact.", TOOLS, messages), Desk.KEY).json().path("messages");
    assertThat(sent).hasSize(5);
    assertThat(sent.path(3).path("content").asString())
        .isEqualTo("[entry 3] The call failed: timeout");
    assertThat(sent.path(4).path("role").asString()).isEqualTo("user");
    assertThat(sent.path(4).path("content").asString()).endsWith("[entry 4] 7");
  }
}
