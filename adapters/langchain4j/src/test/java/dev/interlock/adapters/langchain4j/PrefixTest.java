package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ModelPort.Replied;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Protocol;
import dev.interlock.testkit.model.Received;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a provider's cache of prefixes needs, and what it says it saved. */
class PrefixTest {

  private static List<Received> steps(Protocol protocol) {
    try (var server = protocol.start();
        var port = Desk.open(protocol, server.baseUrl())) {
      server.otherwise(Behaviour.reply("done"));
      for (var length : List.of(1, 6, RequestTest.TWO_TURNS.size())) {
        var shown = RequestTest.TWO_TURNS.subList(0, length);
        var _ = port.ask(Desk.ask(new Brief("Be exact.", RequestTest.TOOLS, shown)));
      }
      return server.requests();
    }
  }

  /** The messages are last, so that all but the brackets that close them is a prefix. */
  @ParameterizedTest
  @EnumSource
  void a_steps_body_begins_with_the_bytes_of_the_one_before(Protocol protocol) {
    var bodies = steps(protocol).stream().map(Received::body).toList();
    assertThat(bodies).hasSize(3);
    for (var at = 1; at < bodies.size(); at++) {
      var before = bodies.get(at - 1);
      assertThat(before).endsWith("]}").contains("Be exact.", "issue_refund");
      assertThat(bodies.get(at)).startsWith(before.substring(0, before.length() - 2));
    }
  }

  @Test
  void anthropic_is_told_to_cache_the_tools_and_the_instructions() {
    for (var request : steps(Protocol.ANTHROPIC)) {
      var marker = request.json().path("system").path(0).path("cache_control").path("type");
      assertThat(marker.asString("")).isEqualTo("ephemeral");
      var tools = request.json().path("tools");
      var marked = new ArrayList<Boolean>();
      tools.forEach(tool -> marked.add(tool.has("cache_control")));
      assertThat(marked).containsExactly(false, false, true);
      assertThat(request.json().path("messages").toString()).doesNotContain("cache_control");
    }
  }

  private static @Nullable Usage usage(Protocol protocol, boolean listened, Behaviour behaviour) {
    try (var server = protocol.start(behaviour);
        var port = Desk.open(protocol, server.baseUrl())) {
      var brief = Desk.brief(List.of());
      ModelPort.Ask ask = listened ? Desk.ask(brief, Desk.LONG, _ -> {}) : Desk.ask(brief);
      return ((Replied) port.ask(ask)).usage();
    }
  }

  @ParameterizedTest
  @EnumSource
  void cached_tokens_are_among_those_that_were_read(Protocol protocol) {
    var said = Behaviour.reply("done").costing(2000, 1800, 30);
    // Ollama reads from its cache too, but says nothing of it.
    var expected = new Usage(2000, protocol == Protocol.OLLAMA ? 0 : 1800, 30);
    assertThat(usage(protocol, false, said)).isEqualTo(expected);
    assertThat(usage(protocol, true, said)).isEqualTo(expected);
  }

  @Test
  void what_anthropic_wrote_to_its_cache_was_read_and_was_not_cached() {
    var body =
        """
        {"type":"message","role":"assistant","model":"claude-haiku-4-5","stop_reason":"end_turn",
         "content":[{"type":"text","text":"done"}],
         "usage":{"input_tokens":7,"cache_creation_input_tokens":1500,"cache_read_input_tokens":300,
           "output_tokens":9}}
        """;
    assertThat(usage(Protocol.ANTHROPIC, false, Behaviour.rawBody("application/json", body)))
        .isEqualTo(new Usage(1807, 300, 9));
  }

  @Test
  void what_google_thought_was_written() {
    var body =
        """
        {"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"done"}]},
           "finishReason":"STOP"}],
         "usageMetadata":{"promptTokenCount":100,"cachedContentTokenCount":60,
           "candidatesTokenCount":5,"thoughtsTokenCount":40,"totalTokenCount":145},
         "modelVersion":"gemini-3-flash"}
        """;
    assertThat(usage(Protocol.GOOGLE, false, Behaviour.rawBody("application/json", body)))
        .isEqualTo(new Usage(100, 60, 45));
  }
}
