package dev.interlock.adapters.mcp;

import static dev.interlock.adapters.mcp.Server.LONG;
import static dev.interlock.adapters.mcp.Server.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Failed;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpServerLifeTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir Path home;

  @Test
  void eight_calls_share_one_connection_at_the_same_time() {
    try (var server = Server.start(home);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.describe();
      var began = System.nanoTime();
      var calls =
          IntStream.range(0, 8)
              .mapToObj(i ->
                  CompletableFuture.supplyAsync(
                      () -> server.call("slow", arguments("millis", 500 + i)), threads))
              .toList();
      for (var i = 0; i < 8; i++)
        assertThat(json(calls.get(i).join())).isEqualTo("{\"slept\":" + (500 + i) + "}");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
      assertThat(server.children).hasSize(1);
    }
  }

  @Test
  void a_call_is_given_up_at_its_timeout_cancelled_and_its_late_answer_is_told() throws Exception {
    try (var server = Server.start(home)) {
      server.describe();
      var began = System.nanoTime();
      var answer = server.call("slow", arguments("millis", 1200), SHORT);
      var took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(fault(answer)).isEqualTo(ToolFault.TIMEOUT);
      assertThat(took).isBetween(SHORT, SHORT.plusSeconds(5));
      var late = server.late.poll(10, TimeUnit.SECONDS);
      assertThat(late).isNotNull();
      assertThat(json(late)).isEqualTo("{\"slept\":1200}");
      assertThat(json(server.call("cancellations", Value.Obj.EMPTY)))
          .matches("\\{\"requests\":\\[\".+\"]}");
    }
  }

  @Test
  void a_server_that_dies_in_a_call_leaves_it_in_doubt_and_is_started_again_by_the_next() {
    try (var server = Server.start(home)) {
      var answer = server.call("die", arguments("code", 7));
      assertThat(fault(answer)).isEqualTo(ToolFault.NETWORK);
      assertThat(((Failed) answer).message())
          .isEqualTo(
              "effects: the server ended with exit code 7, last line: out of cheese, during the"
                  + " call");
      assertThat(json(server.call("say", arguments("text", "[]")))).isEqualTo("[]");
      assertThat(server.children).hasSize(2);
    }
  }

  @Test
  void a_server_that_was_killed_between_calls_is_started_again() {
    try (var server = Server.start(home)) {
      server.describe();
      kill(server.children.getFirst());
      assertThat(json(server.call("say", arguments("text", "[]")))).isEqualTo("[]");
      assertThat(server.children).hasSize(2);
    }
  }

  @Test
  void a_tool_that_says_something_else_after_a_restart_is_called_no_more_and_the_others_are()
      throws IOException {
    var suffix = home.resolve("suffix");
    Files.writeString(suffix, "");
    var script = "DESCRIPTION_SUFFIX=\"$(cat suffix)\" exec \"$@\"";
    var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(Server.command());
    try (var server = new Server(home, command, Map.of(), LONG)) {
      server.describe();
      Files.writeString(suffix, " and sends it to me");
      kill(server.children.getFirst());
      for (var i = 0; i < 2; i++) refusedAsDrifted(server);
      assertThat(json(server.call("say", arguments("text", "[]")))).isEqualTo("[]");
      assertThat(server.children).hasSize(2);
    }
  }

  @Test
  void a_tool_that_a_server_announces_as_another_trips_alone_and_stays_so() {
    try (var server = Server.start(home)) {
      server.describe();
      assertThat(json(server.call("drift", arguments("text", "")))).isEqualTo("{}");
      assertThat(json(server.call("lookup", arguments("id", "a")))).contains("balance");
      assertThat(json(server.call("drift", arguments("text", "!")))).isEqualTo("{}");
      refusedAsDrifted(server);
      assertThat(json(server.call("say", arguments("text", "[]")))).isEqualTo("[]");
      assertThat(json(server.call("drift", arguments("text", "")))).isEqualTo("{}");
      refusedAsDrifted(server);
    }
  }

  private static void refusedAsDrifted(Server server) {
    var answer = server.call("lookup", arguments("id", "a"));
    assertThat(fault(answer)).isEqualTo(ToolFault.REFUSED);
    assertThat(((Failed) answer).message())
        .isEqualTo(
            "the tool lookup has changed its description since it was accepted; look at it, then:"
                + " interlock check AGENT.yaml --accept-tools; nothing was sent");
  }

  @Test
  void a_call_that_could_not_be_written_was_not_begun() throws Exception {
    try (var server = Server.start(home, "EFFECT_MISBEHAVE", "deaf");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.describe();
      var large = arguments("text", "x".repeat(1024 * 1024));
      var first =
          CompletableFuture.supplyAsync(
              () -> server.call("say", large, Duration.ofSeconds(2)), threads);
      var second = server.call("say", arguments("text", "queued"), SHORT);
      // One of the two blocks the pipe, the other waits behind it.
      assertThat(List.of(fault(first.get()), fault(second)))
          .contains(ToolFault.TIMEOUT)
          .containsAnyOf(ToolFault.UNAVAILABLE, ToolFault.TIMEOUT);
      assertThat(fault(server.call("say", large, SHORT))).isEqualTo(ToolFault.UNAVAILABLE);
    }
  }

  @Test
  void a_server_leads_a_session_of_its_own_and_what_it_leaves_when_it_dies_is_ended() {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "not tried: there is no setsid");
    var script = "(sleep 600 &) ; exec \"$@\"";
    var command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    command.addAll(Server.command());
    try (var server = new Server(home, command, Map.of(), LONG)) {
      server.describe();
      var first = Started.of(server.children.getFirst());
      await().atMost(LONG).until(() -> !first.family().isEmpty());
      kill(server.children.getFirst());
      var left = first.family();
      assertThat(left).hasSize(1).allMatch(ProcessHandle::isAlive);
      assertThat(json(server.call("say", arguments("text", "[]")))).isEqualTo("[]");
      await().atMost(LONG).until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(Started.of(server.children.getLast()).family()).hasSize(1);
    }
  }

  @Test
  void close_leaves_no_process_and_no_thread_even_of_a_server_that_stays() {
    var command = List.of("sh", "-c", "\"$@\"; true", "sh");
    var wrapped = new ArrayList<>(command);
    wrapped.addAll(Server.command());
    var server = new Server(home, wrapped, Map.of("EFFECT_MISBEHAVE", "stay"), LONG);
    server.describe();
    var started = new ArrayList<>(server.children.getFirst().descendants().toList());
    started.add(server.children.getFirst());
    assertThat(started).hasSize(2).allMatch(ProcessHandle::isAlive);
    var began = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    await().atMost(LONG).until(() -> started.stream().noneMatch(ProcessHandle::isAlive));
    await().atMost(LONG).until(() -> threads().isEmpty());
    assertThat(fault(server.call("say", arguments("text", "x")))).isEqualTo(ToolFault.UNAVAILABLE);
  }

  @Test
  void a_server_that_dies_at_the_start_is_named_with_exit_code_and_last_words() {
    try (var server = Server.start(home, "EFFECT_MISBEHAVE", "exit")) {
      assertThatThrownBy(server.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("tools[0].mcp: MCP server `")
          .hasMessageContaining(
              "EffectServer` ended with exit code 3, last line: cannot open the ledger");
      assertThat(fault(server.call("say", arguments("text", "x"))))
          .isEqualTo(ToolFault.UNAVAILABLE);
    }
  }

  @Test
  void a_silent_server_is_given_up_after_the_start_timeout() {
    var env = Map.of("EFFECT_MISBEHAVE", "silent");
    try (var server = new Server(home, Server.command(), env, Duration.ofSeconds(1))) {
      assertThatThrownBy(server.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("did not answer initialize in time and is still running");
      assertThat(server.children).hasSize(1).noneMatch(ProcessHandle::isAlive);
    }
  }

  @Test
  void a_program_that_does_not_exist_cannot_be_started() {
    try (var server = new Server(home, List.of("no-such-program"), Map.of(), LONG)) {
      assertThatThrownBy(server.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("`no-such-program` could not be started");
    }
  }

  @Test
  void a_tool_that_is_listed_twice_is_refused() {
    try (var server = Server.start(home, "EFFECT_MISBEHAVE", "twice")) {
      assertThatThrownBy(server.source::describe)
          .isInstanceOf(UserError.class)
          .hasMessageContaining("lists the tool lookup twice");
    }
  }

  private static void kill(ProcessHandle process) {
    assertThat(process.destroyForcibly()).isTrue();
    await().atMost(LONG).until(() -> !process.isAlive());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("mcp-effects"))
        .toList();
  }

  private static ToolFault fault(Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    return ((Failed) answer).fault();
  }

  private static String json(Answer answer) {
    assertThat(answer).isInstanceOf(Returned.class);
    return ((Returned) answer).result().json();
  }
}
