package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Protocol;
import dev.interlock.testkit.model.Received;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each provider is asked with. */
class ProvidersTest {

  private static Received sent(Protocol protocol, @Nullable String key, ModelPort.Ask ask) {
    try (var server = protocol.start(Behaviour.reply("done"));
        var port =
            new LangChainModelProvider()
                .open(Desk.connection(Desk.use(protocol), server.baseUrl(), key))) {
      var _ = port.ask(ask);
      return server.requests().getFirst();
    }
  }

  private static Received sent(Protocol protocol, Brief brief) {
    return sent(protocol, Desk.KEY, new ModelPort.Ask(brief, 256, Desk.LONG, true));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,authorization,/v1/chat/completions",
    "ANTHROPIC,x-api-key,/v1/messages",
    "GOOGLE,x-goog-api-key,/v1beta/models/gemini-3-flash:generateContent",
    "OLLAMA,authorization,/api/chat"
  })
  void the_key_goes_into_one_header_and_no_key_into_none(
      Protocol protocol, String header, String path) {
    var request = sent(protocol, Desk.KEY, Desk.ask(Desk.LONG));
    assertThat(request.path()).isEqualTo(path);
    assertThat(request.header(header).orElse("")).endsWith(Desk.KEY);
    assertThat(request.body() + request.query()).doesNotContain(Desk.KEY);
    var keyless = sent(protocol, null, Desk.ask(Desk.LONG));
    assertThat(keyless.header(header)).isEmpty();
    assertThat(keyless.headers().toString()).doesNotContain(Settings.NO_KEY);
  }

  @ParameterizedTest
  @CsvSource({"anthropic/claude-haiku-4-5,ANTHROPIC", "google/gemini-2.5-flash,GEMINI"})
  void a_providers_own_address_needs_a_key(String use, String variable) {
    assertThatThrownBy(() -> new LangChainModelProvider().open(Desk.connection(use, null, null)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no API key for " + use)
        .hasMessageContaining("${env:" + variable + "_API_KEY}");
  }

  @Test
  void ollama_needs_neither_address_nor_key() {
    new LangChainModelProvider().open(Desk.connection("ollama/qwen3", null, null)).close();
  }

  @Test
  void tools_go_to_anthropic_with_their_schemas_unchanged() {
    var tools = sent(Protocol.ANTHROPIC, two()).json().path("tools");
    assertThat(tools.path(0).path("input_schema")).isEqualTo(json(RequestTest.ORDER));
    assertThat(tools.path(1).path("input_schema")).isEqualTo(json(RequestTest.REFUND));
    assertThat(tools.path(2).path("input_schema")).isEqualTo(json("{\"type\":\"object\"}"));
  }

  @Test
  void tools_go_to_google_with_their_schemas_unchanged() {
    var tools = sent(Protocol.GOOGLE, two()).json().path("tools").path(0);
    var declared = tools.path("functionDeclarations");
    assertThat(declared.path(0).path("parametersJsonSchema")).isEqualTo(json(RequestTest.ORDER));
    assertThat(declared.path(1).path("parametersJsonSchema")).isEqualTo(json(RequestTest.REFUND));
  }

  private static Brief two() {
    return new Brief("Be exact.", RequestTest.TOOLS, RequestTest.TWO_TURNS);
  }

  @Test
  void google_is_given_the_answers_to_a_turn_together_and_a_sign_for_its_first_call() {
    var contents = sent(Protocol.GOOGLE, two()).json().path("contents");
    assertThat(contents.path(1).path("parts").path(1).has("thoughtSignature")).isTrue();
    assertThat(contents.path(1).path("parts").path(2).has("thoughtSignature")).isFalse();
    assertThat(contents.path(2).path("parts")).hasSize(2);
    assertThat(contents.path(2).path("parts").path(1).has("functionResponse")).isTrue();
    assertThat(contents.path(3).path("parts").path(0).path("text").asString()).isEqualTo("Hurry");
  }

  @Test
  void ollama_is_told_to_cut_nothing_and_which_tool_a_result_is_of() {
    var body = sent(Protocol.OLLAMA, two()).json();
    assertThat(body.path("truncate").asBoolean(true)).isFalse();
    assertThat(body.path("shift").asBoolean(true)).isFalse();
    assertThat(body.path("options").path("num_predict").asInt()).isEqualTo(256);
    assertThat(body.path("messages").path(3).path("tool_name").asString()).isEqualTo("get_order");
  }

  @ParameterizedTest
  @CsvSource({"GOOGLE", "OLLAMA"})
  void json_is_asked_for_where_there_is_a_mode_and_no_tool(Protocol protocol) {
    var mode = protocol == Protocol.GOOGLE ? "application/json" : "\"format\":\"json\"";
    assertThat(sent(protocol, Desk.brief(List.of())).body()).contains(mode);
    assertThat(sent(protocol, two()).body()).doesNotContain(mode);
  }

  @ParameterizedTest
  @EnumSource
  void a_key_that_a_server_echoes_is_not_repeated(Protocol protocol) {
    var echo = Behaviour.refused(401, Map.of(), "x", "bad key " + Desk.KEY);
    try (var server = protocol.start(echo);
        var port = Desk.open(protocol, server.baseUrl())) {
      var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
      assertThat(failed.message()).contains("bad key ***").doesNotContain(Desk.KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GOOGLE,400,'{\"error\":{\"code\":400,\"message\":\"API key not"
        + " valid.\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}',UNAUTHENTICATED",
    "ANTHROPIC,400,'{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Your"
        + " credit balance is too low\"}}',UNAUTHENTICATED",
    "GOOGLE,200,'{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}',CONTENT_FILTER",
    "GOOGLE,200,'{\"candidates\":[{\"finishReason\":\"MALFORMED_FUNCTION_CALL\"}]}',MALFORMED",
    "ANTHROPIC,200,'{\"content\":[],\"stop_reason\":\"model_context_window_exceeded\"}',TRUNCATED",
    "OLLAMA,200,'{\"error\":\"llama runner terminated\"}',PROVIDER_ERROR",
    "OLLAMA,404,'{\"error\":\"model not found\"}',BAD_REQUEST"
  })
  void what_only_one_provider_says_is_understood(
      Protocol protocol, int status, String body, ModelFault fault) {
    try (var server = protocol.start(Behaviour.status(status, body));
        var port = Desk.open(protocol, server.baseUrl())) {
      assertThat(((Failed) port.ask(Desk.ask(Desk.LONG))).fault()).isEqualTo(fault);
    }
  }
}
