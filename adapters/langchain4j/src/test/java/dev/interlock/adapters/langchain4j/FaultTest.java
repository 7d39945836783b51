package dev.interlock.adapters.langchain4j;

import static dev.interlock.testkit.model.Behaviour.calls;
import static dev.interlock.testkit.model.Behaviour.cut;
import static dev.interlock.testkit.model.Behaviour.cutInBody;
import static dev.interlock.testkit.model.Behaviour.flood;
import static dev.interlock.testkit.model.Behaviour.rawBody;
import static dev.interlock.testkit.model.Behaviour.reply;
import static dev.interlock.testkit.model.Behaviour.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.Completion.Call;
import dev.interlock.testkit.model.FakeOpenAi;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultTest {

  record Case(String what, Behaviour server, ModelFault fault, String says, @Nullable Usage usage) {
    Case(String what, Behaviour server, ModelFault fault, String says) {
      this(what, server, fault, says, null);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static final Usage SOME = new Usage(100, 0, 20);

  private static String error(String message, String type, String code) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
        .formatted(message, type, code);
  }

  private static Case refused(int code, String message, ModelFault fault) {
    return new Case(
        "status " + code + " " + message,
        Behaviour.status(code, error(message, "", "")),
        fault,
        message);
  }

  private static Case body(String what, String body, ModelFault fault, String says) {
    return new Case(what, rawBody("application/json", body), fault, says);
  }

  static Stream<Case> refusals() {
    var quota =
        error("You exceeded your current quota", "insufficient_quota", "insufficient_quota");
    var tokens = error("Request too large for gpt-4o: Limit 30000, Requested 61337", "tokens", "x");
    var filter =
        "{\"error\":{\"message\":\"no\",\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\"}}}";
    return Stream.of(
        refused(401, "Incorrect API key", ModelFault.UNAUTHENTICATED),
        refused(403, "Country not supported", ModelFault.UNAUTHENTICATED),
        refused(402, "Insufficient Balance", ModelFault.UNAUTHENTICATED),
        refused(404, "The model does not exist", ModelFault.BAD_REQUEST),
        refused(400, "Unknown parameter", ModelFault.BAD_REQUEST),
        refused(422, "Field required", ModelFault.BAD_REQUEST),
        refused(408, "Request Timeout", ModelFault.TIMEOUT),
        refused(504, "Gateway Timeout", ModelFault.TIMEOUT),
        refused(413, "Payload Too Large", ModelFault.CONTEXT_OVERFLOW),
        refused(400, "This model's maximum context length is 8192", ModelFault.CONTEXT_OVERFLOW),
        refused(500, "Context size has been exceeded.", ModelFault.CONTEXT_OVERFLOW),
        refused(429, "Rate limit reached", ModelFault.RATE_LIMIT),
        refused(500, "The server had an error", ModelFault.PROVIDER_ERROR),
        refused(502, "Bad gateway", ModelFault.PROVIDER_ERROR),
        refused(503, "Overloaded", ModelFault.OVERLOAD),
        refused(529, "Overloaded", ModelFault.OVERLOAD),
        refused(307, "Moved", ModelFault.BAD_REQUEST),
        new Case(
            "code context_length_exceeded",
            status(400, error("too long", "invalid_request_error", "context_length_exceeded")),
            ModelFault.CONTEXT_OVERFLOW,
            "too long"),
        new Case(
            "429 for one request that is too large",
            status(429, tokens),
            ModelFault.CONTEXT_OVERFLOW,
            "Limit 30000"),
        new Case(
            "429 for an unpaid account",
            status(429, quota),
            ModelFault.UNAUTHENTICATED,
            "no quota or credit left"),
        new Case(
            "content filter",
            status(400, error("flagged", "", "content_filter")),
            ModelFault.CONTENT_FILTER,
            "flagged"),
        new Case("Azure's filter", status(400, filter), ModelFault.CONTENT_FILTER, "filter"),
        new Case(
            "Ollama's error text",
            status(404, "{\"error\":\"model 'x' not found\"}"),
            ModelFault.BAD_REQUEST,
            "model 'x' not found"),
        new Case(
            "Google's error array",
            status(429, "[{\"error\":{\"code\":429,\"message\":\"slow down\"}}]"),
            ModelFault.RATE_LIMIT,
            "slow down"),
        new Case(
            "FastAPI's detail",
            status(422, "{\"detail\":[{\"loc\":[\"body\"]}]}"),
            ModelFault.BAD_REQUEST,
            "loc"),
        new Case(
            "a page instead of an error",
            Behaviour.status(502, Map.of("Content-Type", "text/html"), "<html>nginx</html>"),
            ModelFault.PROVIDER_ERROR,
            "the provider failed (status 502)"));
  }

  static Stream<Case> answers() {
    var choice =
        "{\"message\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":\"stop\"}";
    var two =
        "{\"choices\":["
            + choice
            + ","
            + choice
            + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}";
    var refusal =
        "{\"choices\":[{\"message\":{\"refusal\":\"I cannot\"},\"finish_reason\":\"stop\"}]}";
    var unnamed =
        "{\"choices\":[{\"message\":{\"content\":\"half\",\"tool_calls\":[{\"id\":\"a\",\"function\":"
            + "{\"arguments\":\"{}\"}}]},\"finish_reason\":\"stop\"}]}";
    return Stream.of(
        new Case(
            "not JSON", rawBody("application/json", "{\"id\":"), ModelFault.MALFORMED, "not JSON"),
        new Case("a page", rawBody("text/html", "<html>"), ModelFault.MALFORMED, "text/html"),
        new Case("no body", status(204, ""), ModelFault.MALFORMED, "not JSON"),
        body("another shape", "{\"choices\":[7]}", ModelFault.MALFORMED, "shape"),
        body("no choice", "{\"choices\":[]}", ModelFault.MALFORMED, "got 0"),
        new Case(
            "two choices",
            rawBody("application/json", two),
            ModelFault.MALFORMED,
            "expected 1 choice, got 2",
            new Usage(7, 0, 2)),
        body("a refusal", refusal, ModelFault.CONTENT_FILTER, "I cannot"),
        body("a call without a name", unnamed, ModelFault.MALFORMED, "without a name"),
        body(
            "an error with status 200",
            "{\"error\":{\"code\":429,\"message\":\"upstream\"}}",
            ModelFault.RATE_LIMIT,
            "upstream"),
        new Case("nothing", reply(""), ModelFault.EMPTY, "neither text nor a call", SOME),
        new Case("blanks", reply(" \n"), ModelFault.EMPTY, "neither text nor a call", SOME),
        new Case(
            "text that was cut",
            reply("The refund is").finishing("length"),
            ModelFault.TRUNCATED,
            "256 tokens",
            SOME),
        new Case(
            "a call that was cut",
            calls(new Call("a", "f", "{}")).finishing("length"),
            ModelFault.TRUNCATED,
            "256 tokens",
            SOME),
        new Case(
            "no reason to stop at the very maximum",
            reply("The refund is").finishing("").costing(9, 0, 256),
            ModelFault.TRUNCATED,
            "256 tokens",
            new Usage(9, 0, 256)),
        new Case(
            "text that a filter stopped",
            reply("The").finishing("content_filter"),
            ModelFault.CONTENT_FILTER,
            "filter",
            SOME),
        new Case(
            "an unknown reason to stop",
            reply("The").finishing("abort"),
            ModelFault.MALFORMED,
            "'abort'",
            SOME),
        new Case(
            "a stop for calls without one",
            reply("Calling now").finishing("tool_calls"),
            ModelFault.MALFORMED,
            "there is none",
            SOME),
        new Case("an endless answer", flood(), ModelFault.MALFORMED, "longer than 10 MB"),
        new Case("a cut connection", cut(), ModelFault.NETWORK, "connection lost"),
        new Case("a cut body", cutInBody(), ModelFault.NETWORK, "connection lost"));
  }

  @ParameterizedTest
  @MethodSource({"refusals", "answers"})
  void a_failure_is_told_by_what_the_server_did_after_one_request(Case given) {
    try (var server = FakeOpenAi.start(given.server());
        var port = Desk.open(server.baseUrl())) {
      var answer = port.ask(Desk.ask(Desk.LONG));
      assertThat(answer).isInstanceOf(Failed.class);
      var failed = (Failed) answer;
      assertThat(failed.fault()).isEqualTo(given.fault());
      assertThat(failed.message()).contains(given.says()).doesNotContain("\n");
      assertThat(failed.usage()).isEqualTo(given.usage());
      assertThat(failed.retryAfter()).isNull();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void a_request_on_a_connection_that_was_used_before_is_not_sent_twice_when_it_is_cut() {
    try (var server = FakeOpenAi.start(reply("a"), cut(), reply("b"));
        var port = Desk.open(server.baseUrl())) {
      var _ = port.ask(Desk.ask(Desk.LONG));
      var second = port.ask(Desk.ask(Desk.LONG));
      assertThat(second).isInstanceOf(Failed.class);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void a_server_that_is_not_there_costs_nothing() throws IOException {
    try (var port = Desk.open("http://127.0.0.1:" + freePort() + "/v1")) {
      var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
      assertThat(failed.fault()).isEqualTo(ModelFault.NETWORK);
      assertThat(failed.message()).contains("nothing was sent");
      assertThat(failed.usage()).isEqualTo(Usage.NOTHING);
    }
  }

  private static int freePort() throws IOException {
    try (var taken = new ServerSocket(0)) {
      return taken.getLocalPort();
    }
  }

  @Test
  void the_pause_that_a_server_asks_for_is_passed_on() {
    var pause = Map.of("Retry-After", "17");
    try (var server = FakeOpenAi.start(Behaviour.status(429, pause, "{}"));
        var port = Desk.open(server.baseUrl())) {
      var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
      assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(17));
    }
  }

  @Test
  void a_key_that_a_server_echoes_is_not_repeated() {
    var echo = error("bad key " + Desk.KEY + ", or sk-other-123456789", "", "");
    try (var server = FakeOpenAi.start(status(401, echo));
        var port = Desk.open(server.baseUrl())) {
      var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
      assertThat(failed.message()).contains("bad key ***").doesNotContain("0123456789", "sk-other");
    }
  }
}
