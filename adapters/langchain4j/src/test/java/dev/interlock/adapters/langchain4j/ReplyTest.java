package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.runtime.effect.ModelPort.Replied;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.FakeOpenAi;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  /** Put together from the fields that OpenAI's API reference lists for a chat completion. */
  private static final String DOCUMENTED =
      """
      {"id":"chatcmpl-123","object":"chat.completion","created":1741569952,
       "model":"gpt-5-mini-2025-08-07",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Hello! How can I help?",
         "refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,
         "prompt_tokens_details":{"cached_tokens":1920,"audio_tokens":0},
         "completion_tokens_details":{"reasoning_tokens":256,"audio_tokens":0,
           "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},
       "service_tier":"default","system_fingerprint":"fp_1"}
      """;

  /** The runtime's bound on the depth of any JSON. */
  private static final int DEPTH_MAX = 200;

  private static Replied replied(Behaviour behaviour) {
    try (var server = FakeOpenAi.start(behaviour);
        var port = Desk.open(server.baseUrl())) {
      return (Replied) port.ask(Desk.ask(Desk.LONG));
    }
  }

  private static Value arguments(String written) {
    var calls = replied(Behaviour.calls(new Call("a", "f", written))).reply().proposals();
    return calls.getFirst().arguments();
  }

  private static Behaviour usage(String usage) {
    var choice = "{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}";
    return Behaviour.rawBody(
        "application/json", "{\"choices\":[" + choice + "],\"usage\":" + usage + "}");
  }

  @Test
  void text_model_and_usage_are_read_with_cached_tokens_and_with_reasoning_inside_the_output() {
    var answer = replied(Behaviour.rawBody("application/json; charset=utf-8", DOCUMENTED));
    assertThat(answer.reply().text()).isEqualTo("Hello! How can I help?");
    assertThat(answer.reply().proposals()).isEmpty();
    assertThat(answer.model()).isEqualTo("gpt-5-mini-2025-08-07");
    assertThat(answer.usage()).isEqualTo(new Usage(2006, 1920, 300));
  }

  @Test
  void reasoning_that_is_counted_apart_from_the_output_is_added_to_it() {
    var answer =
        replied(usage("{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":40}"));
    assertThat(answer.usage()).isEqualTo(new Usage(10, 0, 30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{\"prompt_tokens\":10}",
        "{\"prompt_tokens\":0,\"completion_tokens\":0}",
        "{\"prompt_tokens\":-1,\"completion_tokens\":5}"
      })
  void usage_that_is_missing_or_cannot_be_is_not_said(String said) {
    assertThat(replied(usage(said)).usage()).isNull();
  }

  @Test
  void more_cached_tokens_than_tokens_count_as_all_of_them() {
    var said =
        "{\"prompt_tokens\":10,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":99}}";
    assertThat(replied(usage(said)).usage()).isEqualTo(new Usage(10, 10, 5));
  }

  @Test
  void a_server_that_names_no_model_and_gives_no_reason_answers_as_the_model_that_was_asked() {
    var body = "{\"choices\":[{\"message\":{\"content\":\"a\"}}]}";
    var answer = replied(Behaviour.rawBody("application/json", body));
    assertThat(answer.model()).isEqualTo("gpt-5-mini");
    assertThat(answer.reply().text()).isEqualTo("a");
  }

  @Test
  void parallel_calls_keep_their_order_and_ids_and_the_words_beside_them() {
    var answer =
        replied(
            Behaviour.calls(
                    new Call("call_2", "get_order", "{\"id\":\"o-2\"}"),
                    new Call("call_1", "get_order", "{\"id\":\"o-1\"}"))
                .with("Looking."));
    assertThat(answer.reply().text()).isEqualTo("Looking.");
    assertThat(answer.reply().proposals())
        .containsExactly(
            new Proposal("call_2", "get_order", Value.of(Map.of("id", Value.of("o-2")))),
            new Proposal("call_1", "get_order", Value.of(Map.of("id", Value.of("o-1")))));
  }

  @Test
  void calls_without_an_id_of_their_own_get_one() {
    var answer =
        replied(
            Behaviour.calls(
                new Call(null, "f", "{}"),
                new Call("", "f", "{}"),
                new Call("a", "f", "{}"),
                new Call("a", "f", "{}"),
                new Call("call-1", "f", "{}")));
    assertThat(answer.reply().proposals())
        .extracting(Proposal::callId)
        .containsExactly("call-1x", "call-2", "a", "call-4", "call-1");
  }

  @Test
  void numbers_keep_every_digit_that_the_model_wrote() {
    var written = "{\"a\":12.50,\"b\":12345678901234567890.123456789,\"c\":1e3,\"d\":-0.0}";
    assertThat(arguments(written))
        .isEqualTo(
            Value.of(
                Map.of(
                    "a", Value.of(new BigDecimal("12.50")),
                    "b", Value.of(new BigDecimal("12345678901234567890.123456789")),
                    "c", Value.of(new BigDecimal("1000")),
                    "d", Value.of(new BigDecimal("0.0")))));
  }

  @Test
  void no_arguments_at_all_are_an_empty_object() {
    assertThat(arguments("")).isEqualTo(Value.Obj.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get_order(o-1)",
        "{\"id\":",
        "{\"id\":1} and so on",
        "{\"amount\":1,\"amount\":1000}",
        "{\"n\":1e999999999}",
        "{\"n\":NaN}",
        "{'id':1}"
      })
  void arguments_that_are_not_plain_json_stay_the_text_they_were(String written) {
    assertThat(arguments(written)).isEqualTo(Value.of(written));
  }

  @Test
  void arguments_nested_beyond_the_bound_stay_text() {
    var deep = "[".repeat(DEPTH_MAX + 1) + "]".repeat(DEPTH_MAX + 1);
    var fits = deep.substring(1, deep.length() - 1);
    assertThat(arguments(deep)).isEqualTo(Value.of(deep));
    assertThat(arguments(fits)).isInstanceOf(Value.Arr.class);
  }

  @Test
  void too_many_calls_or_too_long_arguments_are_no_answer() {
    var many = Collections.nCopies(Proposals.CALLS_MAX + 1, new Call("a", "f", "{}"));
    var large = List.of(new Call("a", "f", " ".repeat(Arguments.CHARS_MAX + 1)));
    for (var calls : List.of(many, large)) {
      try (var server = FakeOpenAi.start(Behaviour.calls(calls.toArray(Call[]::new)));
          var port = Desk.open(server.baseUrl())) {
        var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
        assertThat(failed.fault()).isEqualTo(ModelFault.MALFORMED);
        assertThat(failed.usage()).isEqualTo(new Usage(100, 0, 20));
      }
    }
  }
}
