package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.HttpServerDouble.events;
import static dev.interlock.adapters.mcp.HttpServerDouble.response;
import static dev.interlock.adapters.mcp.Server.LONG;
import static dev.interlock.adapters.mcp.Server.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import dev.interlock.runtime.effect.Patience;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that reports progress is waited for, one that stops is not. */
class McpHeartbeatTest {
  private static final Duration BEAT = Duration.ofMillis(1500);

  @TempDir Path home;

  private final BlockingQueue<Answer> late = new LinkedBlockingQueue<>();

  @Test
  void a_call_whose_progress_is_reported_is_waited_for_longer_than_its_heartbeat() {
    try (var server = Server.start(home)) {
      server.describe();
      var began = System.nanoTime();
      assertThat(json(work(server, 8, 400, 0, BEAT))).isEqualTo("{\"steps\":8}");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(BEAT.multipliedBy(2));
    }
  }

  @Test
  void one_of_which_nothing_is_reported_any_more_is_given_up_cancelled_and_its_answer_told()
      throws Exception {
    try (var server = Server.start(home)) {
      server.describe();
      var began = System.nanoTime();
      var failed = (Failed) work(server, 2, 10, 4_000, BEAT);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(BEAT, LONG.dividedBy(2));
      assertThat(failed.fault()).isEqualTo(ToolFault.TIMEOUT);
      assertThat(failed.message())
          .startsWith("effects: it stopped giving signs of life after ")
          .endsWith(", then none in 1500 ms; the last said: step 2 of 2");
      assertThat(json(server.call("cancellations", Value.Obj.EMPTY)))
          .matches("\\{\"requests\":\\[\".+\"]}");
      var answer = late.poll(20, TimeUnit.SECONDS);
      assertThat(answer).isNotNull();
      assertThat(json(answer)).isEqualTo("{\"steps\":2}");
      assertThat(json(work(server, 1, 10, 0, BEAT))).as("the next").isEqualTo("{\"steps\":1}");
    }
  }

  @Test
  void one_of_which_nothing_is_ever_reported_is_given_up_after_its_heartbeat() {
    try (var server = Server.start(home)) {
      server.describe();
      var failed = (Failed) work(server, 0, 0, 60_000, BEAT);
      assertThat(failed.message()).isEqualTo("effects: it gave no sign of life in 1500 ms");
    }
  }

  @Test
  void a_token_travels_only_with_a_call_that_has_a_heartbeat() {
    try (var server = Server.start(home)) {
      server.describe();
      assertThat(json(call(server.source, "meta", Value.Obj.EMPTY, new Patience(LONG, BEAT))))
          .contains("\"progressToken\":\"call-1\"", "\"dev.interlock/attempt\":1");
      assertThat(json(call(server.source, "meta", Value.Obj.EMPTY, Patience.of(LONG))))
          .doesNotContain("progressToken");
    }
  }

  @Test
  void progress_comes_over_http_and_without_a_message_it_is_told_in_numbers() {
    var over = new CountDownLatch(1);
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      server.calling =
          (exchange, message) -> {
            events(exchange, report(token(message), 0.25));
            await(over, 30_000);
            exchange.close();
          };
      var failed = (Failed) look(far);
      assertThat(failed.fault()).isEqualTo(ToolFault.TIMEOUT);
      assertThat(failed.message())
          .startsWith("far: it stopped giving signs of life after ")
          .endsWith("; the last said: 0.25 of 1");
    } finally {
      over.countDown();
    }
  }

  @Test
  void each_report_over_http_puts_the_end_off() {
    var never = new CountDownLatch(1);
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      server.calling =
          (exchange, message) -> {
            events(exchange, ": hello\n\n");
            for (var step = 1; step <= 8; step++) {
              await(never, 400);
              send(exchange.getResponseBody(), report(token(message), step));
            }
            var found = "{\"content\":[{\"type\":\"text\",\"text\":\"found\"}]}";
            send(exchange.getResponseBody(), "data: " + response(message, found) + "\n\n");
            exchange.close();
          };
      assertThat(json(look(far))).isEqualTo("{\"text\":\"found\"}");
    } finally {
      never.countDown();
    }
  }

  @Test
  void progress_of_another_call_is_no_sign_of_life() {
    var over = new CountDownLatch(1);
    try (var server = new HttpServerDouble();
        var far = Reached.at(server.url())) {
      server.calling =
          (exchange, message) -> {
            events(exchange, report("call-77", 1) + report(token(message) + "x", 1));
            await(over, 30_000);
            exchange.close();
          };
      assertThat(((Failed) look(far)).message())
          .isEqualTo("far: it gave no sign of life in 1500 ms");
    } finally {
      over.countDown();
    }
  }

  private Answer look(Reached far) {
    return call(far.source, "look", Value.Obj.EMPTY, new Patience(LONG, BEAT));
  }

  private Answer work(Server server, int steps, int every, int silent, Duration heartbeat) {
    return call(
        server.source,
        "work",
        arguments("steps", steps, "every_millis", every, "silent_millis", silent),
        new Patience(LONG.multipliedBy(3), heartbeat));
  }

  private Answer call(ToolSource source, String tool, Value.Obj arguments, Patience patience) {
    return source.call(
        new Call(tool, arguments, patience, new Context(Server.RUN, "key-1", 1), null, late::add));
  }

  private static String token(Value.Obj message) {
    var path = ValuePath.parse("params._meta.progressToken").orElseThrow();
    return path.in(message)
        .filter(Value.Text.class::isInstance)
        .map(token -> ((Value.Text) token).value())
        .orElseThrow();
  }

  private static String report(String token, double progress) {
    return "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{"
        + "\"progressToken\":\""
        + token
        + "\",\"progress\":"
        + progress
        + ",\"total\":1}}\n\n";
  }

  private static void send(OutputStream out, String events) throws IOException {
    out.write(events.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void await(CountDownLatch latch, int millis) {
    try {
      var _ = latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static String json(Answer answer) {
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }
}
