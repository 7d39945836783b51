package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.HttpServerDouble.answer;
import static dev.interlock.adapters.mcp.HttpServerDouble.events;
import static dev.interlock.adapters.mcp.HttpServerDouble.json;
import static dev.interlock.adapters.mcp.HttpServerDouble.response;
import static dev.interlock.adapters.mcp.HttpServerDouble.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a server that misbehaves over HTTP. */
class McpHttpTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final String FOUND = "{\"content\":[{\"type\":\"text\",\"text\":\"found\"}]}";

  record Fault(String sentence, HttpServerDouble.Doing doing, ToolFault fault, String words) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  static Stream<Fault> misbehaviour() {
    return Stream.of(
        fault("401", 401, ToolFault.PERMISSION),
        fault("403", 403, ToolFault.PERMISSION),
        fault("408", 408, ToolFault.TIMEOUT),
        fault("409", 409, ToolFault.REFUSED),
        fault("429", 429, ToolFault.RATE_LIMIT),
        fault("500", 500, ToolFault.NETWORK),
        fault("503", 503, ToolFault.NETWORK),
        new Fault(
            "a redirect",
            (exchange, _) -> {
              exchange.getResponseHeaders().set("Location", "http://other.example/mcp");
              status(exchange, 307, "");
            },
            ToolFault.REFUSED,
            "a redirect to http://other.example/mcp"),
        new Fault(
            "no answer", (exchange, _) -> status(exchange, 202, ""), ToolFault.MALFORMED, "202"),
        new Fault(
            "another type of content",
            (exchange, _) -> answer(exchange, 200, "text/html", "<p>"),
            ToolFault.MALFORMED,
            "of type 'text/html'"),
        new Fault(
            "no JSON", (exchange, _) -> json(exchange, "{"), ToolFault.MALFORMED, "not JSON-RPC"),
        new Fault(
            "no JSON-RPC",
            (exchange, _) -> json(exchange, "{\"a\":1}"),
            ToolFault.MALFORMED,
            "not JSON-RPC"),
        new Fault(
            "an answer to somebody else",
            (exchange, _) -> json(exchange, "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}"),
            ToolFault.MALFORMED,
            "to another request"),
        new Fault(
            "a cut before the answer",
            (exchange, _) -> exchange.close(),
            ToolFault.NETWORK,
            "broke"),
        new Fault(
            "a stream that ends before the answer",
            (exchange, _) -> {
              events(exchange, ": hello\n\n");
              exchange.close();
            },
            ToolFault.NETWORK,
            "ended before the answer"),
        new Fault(
            "a stream that is cut in an event",
            (exchange, message) -> {
              events(exchange, "data: " + response(message, FOUND));
              throw new IOException("cut");
            },
            ToolFault.NETWORK,
            "broke off"),
        new Fault(
            "an event that is no message",
            (exchange, _) -> events(exchange, "data: hello\n\n"),
            ToolFault.MALFORMED,
            "not JSON-RPC"),
        new Fault(
            "a large answer",
            (exchange, message) ->
                json(exchange, response(message, "\"" + "x".repeat(33 << 20) + "\"")),
            ToolFault.TOO_LARGE,
            "more than 32 MiB"),
        new Fault(
            "a large event",
            (exchange, message) ->
                events(
                    exchange,
                    "data: " + response(message, "\"" + "x".repeat(33 << 20) + "\"") + "\n\n"),
            ToolFault.TOO_LARGE,
            "more than 32 MiB"),
        new Fault(
            "an error of the protocol",
            (exchange, message) ->
                json(
                    exchange,
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                        + message.get("id").orElseThrow().json()
                        + ",\"error\":{\"code\":-32602,\"message\":\"no such tool\"}}"),
            ToolFault.REFUSED,
            "error -32602: no such tool"));
  }

  private static Fault fault(String sentence, int status, ToolFault fault) {
    return new Fault(
        sentence, (exchange, _) -> status(exchange, status, "why"), fault, status + ": why");
  }

  @ParameterizedTest
  @MethodSource("misbehaviour")
  void a_server_that_misbehaves_is_a_typed_failure_and_the_next_call_works(Fault row) {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      var _ = far.source.describe();
      var working = server.calling;
      server.calling = row.doing();
      var answer = failed(look(far));
      assertThat(answer.fault()).isEqualTo(row.fault());
      assertThat(answer.message()).startsWith("far: ").contains(row.words());
      assertThat(server.count("tools/call")).isEqualTo(1);
      server.calling = working;
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      assertThat(server.count("initialize")).isEqualTo(1);
    }
  }

  @Test
  void a_pause_that_is_asked_for_is_told() {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      server.calling =
          (exchange, _) -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            status(exchange, 429, "");
          };
      assertThat(failed(look(far)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void session_and_version_go_with_every_request_and_the_session_is_left() {
    try (var server = new HttpServerDouble()) {
      var settings =
          "{'name':'far','url':'"
              + server.url()
              + "','headers':{'Authorization':'Bearer ${env:TOKEN}','X-Tenant':'acme'}}";
      try (var far = new Reached(Path.of("."), settings)) {
        assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      }
      assertThat(server.seen)
          .allSatisfy(one -> {
            assertThat(one.headers().getFirst("Authorization")).isEqualTo("Bearer s3cr3t-t0ken");
            assertThat(one.headers().getFirst("X-Tenant")).isEqualTo("acme");
          })
          .filteredOn(one -> !one.method().equals("initialize"))
          .allSatisfy(one -> {
            assertThat(one.headers().getFirst("Mcp-Session-Id")).isEqualTo("session-0");
            assertThat(one.headers().getFirst("MCP-Protocol-Version")).isEqualTo("2025-11-25");
          });
      assertThat(server.seen.get(1).method()).isEqualTo("notifications/initialized");
      assertThat(server.seen.getLast().line()).isEqualTo("DELETE /mcp");
    }
  }

  @Test
  void a_secret_that_a_server_says_is_not_shown() {
    try (var server = new HttpServerDouble()) {
      var settings =
          "{'name':'far','url':'" + server.url() + "','headers':{'X-Key':'${env:TOKEN}'}}";
      server.calling = (exchange, _) -> status(exchange, 403, "s3cr3t-t0ken has no right");
      try (var far = new Reached(Path.of("."), settings)) {
        assertThat(failed(look(far)).message()).isEqualTo("far: status 403: *** has no right");
      }
    }
  }

  @Test
  void a_session_that_the_server_forgot_is_begun_again_by_the_call_itself() {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      server.forget();
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      assertThat(server.count("initialize")).isEqualTo(2);
      assertThat(server.count("tools/call")).isEqualTo(3);
    }
  }

  @Test
  void a_server_that_is_gone_was_not_called_and_one_that_is_back_is() {
    var server = new HttpServerDouble();
    var port = server.port();
    try (var far = Reached.at(server.url())) {
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      server.close();
      var gone = failed(look(far));
      assertThat(gone.fault()).isEqualTo(ToolFault.UNAVAILABLE);
      assertThat(gone.message()).endsWith("nothing was sent");
      try (var back = new HttpServerDouble(port)) {
        back.forget();
        assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
        assertThat(back.count("initialize")).isEqualTo(1);
      }
    }
  }

  @Test
  void a_call_is_given_up_at_its_timeout_cancelled_and_its_late_answer_is_told() throws Exception {
    var go = new CountDownLatch(1);
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      var _ = far.source.describe();
      server.calling =
          (exchange, message) -> {
            awaitQuietly(go);
            json(exchange, response(message, FOUND));
          };
      var began = System.nanoTime();
      var answer = failed(far.call("look", Value.Obj.EMPTY, SHORT));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(SHORT, SHORT.plusSeconds(5));
      assertThat(answer.fault()).isEqualTo(ToolFault.TIMEOUT);
      await().atMost(Server.LONG).until(() -> server.count("notifications/cancelled") == 1);
      assertThat(far.late).isEmpty();
      go.countDown();
      assertThat(found(far.late.poll(10, TimeUnit.SECONDS))).isEqualTo("{\"text\":\"found\"}");
    }
  }

  @Test
  void a_stream_that_says_how_to_go_on_is_taken_up_again() {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      var _ = far.source.describe();
      server.calling =
          (exchange, message) -> {
            server.streaming =
                (again, _) -> {
                  events(again, "data: " + response(message, FOUND) + "\r\n\r\n");
                  again.close();
                };
            events(exchange, "retry: 50\nid: e-7\ndata:\n\n");
            exchange.close();
          };
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      assertThat(server.seen.getLast().headers().getFirst("Last-Event-ID")).isEqualTo("e-7");
    }
  }

  @Test
  void what_a_server_announces_on_its_own_stream_is_heard() {
    try (var server = new HttpServerDouble()) {
      var go = new CountDownLatch(1);
      server.streaming =
          (exchange, _) -> {
            awaitQuietly(go);
            events(
                exchange,
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n");
          };
      try (var far = Reached.at(server.url())) {
        assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
        server.description = "Looks and tells";
        go.countDown();
        await()
            .atMost(Server.LONG)
            .until(() -> look(far) instanceof Failed drift && drift.fault() == ToolFault.REFUSED);
        assertThat(failed(look(far)).message()).contains("look has changed its description");
        assertThat(server.count("tools/list")).isEqualTo(2);
      }
    }
  }

  @Test
  void a_tool_that_is_another_in_the_next_session_is_refused() {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      server.forget();
      server.description = "Looks and tells";
      var answer = failed(look(far));
      assertThat(answer.fault()).isEqualTo(ToolFault.REFUSED);
      assertThat(answer.message())
          .contains("has changed its description")
          .contains("nothing was sent");
    }
  }

  @Test
  void a_ping_of_the_server_is_answered() {
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      server.calling =
          (exchange, message) -> {
            events(
                exchange,
                "data: {\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}\n\ndata: "
                    + response(message, FOUND)
                    + "\n\n");
            exchange.close();
          };
      assertThat(found(look(far))).isEqualTo("{\"text\":\"found\"}");
      await()
          .atMost(Server.LONG)
          .until(() ->
              server.seen.stream()
                  .anyMatch(one -> one.method().isEmpty() && one.line().startsWith("POST")));
    }
  }

  @Test
  void an_address_where_nobody_is_or_nobody_speaks_the_protocol_is_one_clear_line() {
    var server = new HttpServerDouble();
    server.close();
    try (var far = Reached.at(server.url())) {
      assertThatThrownBy(far.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(
              "tools[0].mcp: MCP server `" + server.url() + "` cannot be reached");
    }
    try (var other = new HttpServerDouble();
        var far = Reached.at(other.url().replace("/mcp", "/"))) {
      other.initialising = (exchange, _) -> answer(exchange, 200, "text/html", "<p>");
      assertThatThrownBy(far.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("the answer is of type 'text/html', not JSON or events");
    }
  }

  private static Answer look(Reached far) {
    return far.call("look", Value.Obj.EMPTY);
  }

  private static void awaitQuietly(CountDownLatch go) {
    try {
      var _ = go.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Failed failed(Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }

  private static String found(Answer answer) {
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }
}
