package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.Server.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.ToolContract.Descriptor;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpAnswersTest {
  @TempDir Path home;
  Server server;

  @BeforeEach
  void start() {
    server =
        Server.start(
            home, "EFFECT_MISBEHAVE", "garbage", "EFFECT_PAGE", "4", "TOKEN", "${env:TOKEN}");
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void tools_of_all_pages_are_described_with_the_schema_as_given() {
    var tools = server.source.describe();
    assertThat(tools)
        .hasSizeGreaterThan(12)
        .extracting(Descriptor::name)
        .contains("lookup", "drift");
    assertThat(tools.getFirst().description()).isEqualTo("Tells an account's balance");
    assertThat(tools.getFirst().input().json())
        .isEqualTo(
            "{\"additionalProperties\":false,\"properties\":{\"id\":{\"type\":\"string\"}},"
                + "\"required\":[\"id\"],\"type\":\"object\"}");
  }

  @Test
  void structured_content_is_the_result_and_keeps_its_decimals() {
    assertThat(result("lookup", arguments("id", "a-1")))
        .isEqualTo("{\"balance\":100.00,\"id\":\"a-1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1.50} | {\"a\":1.50}",
        "[1,2] | [1,2]",
        "12 | {\"text\":\"12\"}",
        "{broken | {\"text\":\"{broken\"}",
        "{\"a\":1,\"a\":2} | {\"text\":\"{\\\"a\\\":1,\\\"a\\\":2}\"}",
        "hello | {\"text\":\"hello\"}"
      })
  void one_text_is_parsed_if_it_is_an_object_or_a_list(String text, String expected) {
    assertThat(result("say", arguments("text", text))).isEqualTo(expected);
  }

  @Test
  void several_contents_are_kept_as_they_came() {
    assertThat(result("several", Value.Obj.EMPTY))
        .isEqualTo(
            "{\"content\":[{\"text\":\"one\",\"type\":\"text\"},{\"text\":\"two\",\"type\":\"text\"}]}");
  }

  @Test
  void a_tool_that_says_it_failed_is_a_tool_error_without_secrets_in_one_line() {
    var failed = failed(server.call("fail", arguments("text", "no\nmoney for s3cr3t-t0ken")));
    assertThat(failed.fault()).isEqualTo(ToolFault.TOOL_ERROR);
    assertThat(failed.message()).isEqualTo("effects: no money for ***");
  }

  @ParameterizedTest
  @CsvSource({
    "-32700, REFUSED", "-32600, REFUSED", "-32601, REFUSED", "-32602, REFUSED",
    "-32603, NETWORK", "-32000, NETWORK", "-32002, NETWORK", "7, NETWORK"
  })
  void a_protocol_error_is_in_doubt_unless_it_refuses_the_request(int code, ToolFault fault) {
    assertThat(failed(server.call("refuse", arguments("code", code))).fault()).isEqualTo(fault);
  }

  @Test
  void an_unknown_tool_is_refused() {
    assertThat(failed(server.call("nothing", Value.Obj.EMPTY)).fault())
        .isEqualTo(ToolFault.REFUSED);
  }

  @Test
  void key_run_and_attempt_travel_as_metadata() {
    assertThat(result("meta", Value.Obj.EMPTY))
        .isEqualTo(
            "{\"dev.interlock/attempt\":2,\"dev.interlock/idempotency-key\":\"key-1\","
                + "\"dev.interlock/run\":\"0123456789abcdefghjkmnpqrs\"}");
  }

  @Test
  void the_server_sees_path_home_and_the_listed_environment_only() {
    assertThat(result("environment", Value.Obj.EMPTY))
        .isEqualTo(
            "{\"names\":[\"EFFECT_LOG\",\"EFFECT_MISBEHAVE\",\"EFFECT_PAGE\",\"HOME\",\"PATH\",\"TOKEN\"]}");
  }

  @Test
  void an_answer_over_the_cap_is_too_large_and_the_next_call_is_served() {
    var huge = arguments("bytes", 40 * 1024 * 1024);
    assertThat(failed(server.call("huge", huge)).fault()).isEqualTo(ToolFault.TOO_LARGE);
    assertThat(result("say", arguments("text", "still here"))).contains("still here");
    assertThat(server.children).hasSize(1);
  }

  private String result(String tool, Value.Obj arguments) {
    var answer = server.call(tool, arguments);
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }

  private static Failed failed(Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }
}
