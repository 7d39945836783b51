package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelPort.Answer;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.runtime.effect.ModelPort.Replied;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Break;
import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.FakeOpenAi;
import dev.interlock.testkit.model.Protocol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreamTest {
  private static final String LONG_TEXT =
      "The order o-1 was paid on Monday — and refunded: 12,50 €.";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final List<String> heard = new ArrayList<>();

  private Answer ask(Protocol protocol, Behaviour behaviour, Duration timeout) {
    try (var server = protocol.start(behaviour);
        var port = Desk.open(protocol, server.baseUrl())) {
      return port.ask(Desk.ask(Desk.brief(List.of()), timeout, heard::add));
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_in_pieces_is_told_as_it_comes_and_is_the_same_as_whole(Protocol protocol) {
    var replied = (Replied) ask(protocol, Behaviour.reply(LONG_TEXT).costing(90, 0, 9), Desk.LONG);
    assertThat(replied.reply().text()).isEqualTo(LONG_TEXT);
    assertThat(replied.usage()).isEqualTo(new Usage(90, 0, 9));
    assertThat(heard).hasSizeGreaterThan(1);
    assertThat(String.join("", heard)).isEqualTo(LONG_TEXT);
    assertThat(replied.firstToken()).isBetween(Duration.ofNanos(1), Desk.LONG);
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_that_nobody_listens_to_comes_whole(Protocol protocol) {
    try (var server = protocol.start(Behaviour.reply("done"));
        var port = Desk.open(protocol, server.baseUrl())) {
      var replied = (Replied) port.ask(Desk.ask(Desk.LONG));
      assertThat(replied.firstToken()).isNull();
      var sent = server.requests().getFirst();
      assertThat(sent.json().path("stream").asBoolean(false)).isFalse();
      assertThat(sent.path()).doesNotContain("stream");
    }
  }

  @ParameterizedTest
  @EnumSource
  void calls_in_pieces_are_put_together_with_an_id_for_each(Protocol protocol) {
    var calls =
        Behaviour.calls(
                new Call(null, "get_order", "{\"id\":\"o-1\",\"sum\":12.50}"),
                new Call("a", "get_order", "{\"id\":\"o-2\"}"),
                new Call("a", "now", "{}"))
            .with("Looking.");
    var replied = (Replied) ask(protocol, calls, Desk.LONG);
    assertThat(replied.reply().text()).isEqualTo("Looking.");
    assertThat(replied.reply().proposals())
        .containsExactly(
            new Proposal(
                "call-1",
                "get_order",
                Value.of(Map.of("id", Value.of("o-1"), "sum", Value.of(new BigDecimal("12.50"))))),
            new Proposal("a", "get_order", Value.of(Map.of("id", Value.of("o-2")))),
            new Proposal("call-3", "now", Value.Obj.EMPTY));
    assertThat(replied.firstToken()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "OPENAI,CUT,NETWORK",
    "ANTHROPIC,CUT,NETWORK",
    "GOOGLE,CUT,NETWORK",
    "OLLAMA,CUT,NETWORK",
    "OPENAI,END,NETWORK",
    "ANTHROPIC,END,NETWORK",
    "GOOGLE,END,NETWORK",
    "OLLAMA,END,NETWORK",
    "OPENAI,GARBAGE,MALFORMED",
    "ANTHROPIC,GARBAGE,MALFORMED",
    "GOOGLE,GARBAGE,MALFORMED",
    "OLLAMA,GARBAGE,MALFORMED",
    "OPENAI,DRIP,TIMEOUT",
    "ANTHROPIC,DRIP,TIMEOUT",
    "GOOGLE,DRIP,TIMEOUT",
    "OLLAMA,DRIP,TIMEOUT"
  })
  void half_an_answer_is_never_taken_for_a_whole(Protocol protocol, Break how, ModelFault fault) {
    var timeout = how == Break.DRIP ? Duration.ofMillis(500) : Desk.LONG;
    var began = System.nanoTime();
    var failed = (Failed) ask(protocol, Behaviour.reply(LONG_TEXT).breaking(how), timeout);
    assertThat(failed.fault()).isEqualTo(fault);
    var ended = "the stream ended before the answer";
    if (how == Break.END) assertThat(failed.message()).contains(ended);
    if (how == Break.CUT) assertThat(failed.message()).doesNotContain(ended);
    assertThat(failed.usage()).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(String.join("", heard)).isNotEmpty().isNotEqualTo(LONG_TEXT);
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,OVERLOAD", "ANTHROPIC,OVERLOAD", "GOOGLE,OVERLOAD", "OLLAMA,PROVIDER_ERROR"})
  void an_error_in_the_middle_is_told_by_its_type(Protocol protocol, ModelFault fault) {
    var failed =
        (Failed) ask(protocol, Behaviour.reply(LONG_TEXT).breaking(Break.ERROR), Desk.LONG);
    assertThat(failed.fault()).isEqualTo(fault);
    assertThat(failed.message()).contains("Overloaded");
    // Anthropic says at the beginning what was read; the others have said nothing yet.
    assertThat(failed.usage())
        .isEqualTo(protocol == Protocol.ANTHROPIC ? new Usage(100, 0, 1) : null);
  }

  @ParameterizedTest
  @EnumSource
  void at_the_deadline_a_stream_is_hung_up_on(Protocol protocol) throws Exception {
    try (var server = protocol.start(Behaviour.reply(LONG_TEXT).breaking(Break.DRIP));
        var port = Desk.open(protocol, server.baseUrl())) {
      var _ = port.ask(Desk.ask(Desk.brief(List.of()), Duration.ofMillis(300), heard::add));
      assertThat(server.awaitHangUp(SOON)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_stream_beyond_the_bound_is_hung_up_on(Protocol protocol) throws Exception {
    Behaviour flood =
        turn -> {
          while (turn.closed().getCount() > 0) turn.write(" ".repeat(64 * 1024));
        };
    try (var server = protocol.start(flood);
        var port = Desk.open(protocol, server.baseUrl())) {
      var failed = (Failed) port.ask(Desk.ask(Desk.brief(List.of()), Desk.LONG, heard::add));
      assertThat(failed.fault()).isEqualTo(ModelFault.MALFORMED);
      assertThat(failed.message()).contains("10 MB");
      assertThat(server.awaitHangUp(SOON)).isTrue();
    }
  }

  @Test
  void a_listener_that_throws_is_told_no_more_and_costs_no_answer() {
    try (var server = FakeOpenAi.start(Behaviour.reply(LONG_TEXT));
        var port = Desk.open(server.baseUrl())) {
      var answer =
          port.ask(
              Desk.ask(
                  Desk.brief(List.of()),
                  Desk.LONG,
                  words -> {
                    heard.add(words);
                    throw new IllegalStateException("the terminal is gone");
                  }));
      assertThat(((Replied) answer).reply().text()).isEqualTo(LONG_TEXT);
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void pieces_are_told_before_the_answer_is_whole() {
    var pieces = Behaviour.reply(LONG_TEXT).breaking(Break.DRIP);
    try (var server = FakeOpenAi.start(pieces);
        var port = Desk.open(server.baseUrl())) {
      ModelPort.Ask ask =
          Desk.ask(
              Desk.brief(List.of()),
              Desk.LONG,
              words -> {
                heard.add(words);
                if (heard.size() == 2) Thread.currentThread().interrupt();
              });
      var failed = (Failed) port.ask(ask);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failed.fault()).isEqualTo(ModelFault.NETWORK);
      assertThat(heard).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void a_server_that_does_not_stream_is_understood() {
    var whole =
        "{\"choices\":[{\"message\":{\"content\":\"all of it\"},\"finish_reason\":\"stop\"}]}";
    var answer =
        (Replied) ask(Protocol.OPENAI, Behaviour.rawBody("application/json", whole), Desk.LONG);
    assertThat(answer.reply().text()).isEqualTo("all of it");
    assertThat(answer.firstToken()).isNull();
  }

  @Test
  void calls_under_one_index_with_ids_of_their_own_are_two_calls() {
    var piece =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"%s\","
            + "\"function\":{\"name\":\"now\",\"arguments\":\"{}\"}}]}}]}\n\n";
    var body =
        piece.formatted("a")
            + piece.formatted("b")
            + "data:"
            + " {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\r\n\r\n";
    var answer =
        (Replied) ask(Protocol.OPENAI, Behaviour.rawBody("text/event-stream", body), Desk.LONG);
    assertThat(answer.reply().proposals()).extracting(Proposal::callId).containsExactly("a", "b");
  }
}
