package dev.interlock.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.runtime.effect.ModelPort.Answer;
import dev.interlock.runtime.effect.ModelPort.Failed;
import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.FakeOpenAi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlineTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  static Stream<Behaviour> slow() {
    return Stream.of(Behaviour.hang(), Behaviour.drip());
  }

  @ParameterizedTest
  @MethodSource("slow")
  void an_attempt_ends_at_its_deadline_even_while_bytes_still_come(Behaviour slow)
      throws IOException {
    try (var server = FakeOpenAi.start(slow);
        var port = Desk.open(server.baseUrl())) {
      var began = System.nanoTime();
      var failed = (Failed) port.ask(Desk.ask(SHORT));
      var took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(failed.fault()).isEqualTo(ModelFault.TIMEOUT);
      assertThat(failed.message()).contains("300 ms");
      assertThat(failed.usage()).isNull();
      assertThat(took).isBetween(SHORT, SOON);
    }
  }

  @Test
  void at_the_deadline_the_connection_is_closed_and_its_threads_end() throws Exception {
    try (var server = FakeOpenAi.start(Behaviour.drip());
        var port = Desk.open(server.baseUrl())) {
      var _ = port.ask(Desk.ask(SHORT));
      assertThat(server.awaitHangUp(SOON)).isTrue();
      await().atMost(SOON).until(() -> !threads().contains(Transport.THREAD_NAME));
    }
  }

  @Test
  void an_answer_beyond_the_bound_is_hung_up_on() throws Exception {
    try (var server = FakeOpenAi.start(Behaviour.flood());
        var port = Desk.open(server.baseUrl())) {
      var _ = port.ask(Desk.ask(Desk.LONG));
      assertThat(server.awaitHangUp(SOON)).isTrue();
    }
  }

  @Test
  void a_closed_port_leaves_no_thread_behind() throws IOException {
    try (var server = FakeOpenAi.start(Behaviour.reply("a"), Behaviour.hang())) {
      try (var port = Desk.open(server.baseUrl())) {
        var _ = port.ask(Desk.ask(Desk.LONG));
        var _ = port.ask(Desk.ask(SHORT));
        assertThat(threads()).contains("SelectorManager");
      }
      await()
          .atMost(SOON)
          .until(() ->
              !threads().contains(Transport.THREAD_NAME) && !threads().contains("SelectorManager"));
    }
  }

  @Test
  void closing_the_port_ends_an_attempt_that_is_under_way() throws Exception {
    try (var server = FakeOpenAi.start(Behaviour.hang())) {
      var port = Desk.open(server.baseUrl());
      var answer = new CompletableFuture<Answer>();
      var asking = Thread.ofVirtual().start(() -> answer.complete(port.ask(Desk.ask(Desk.LONG))));
      await().atMost(SOON).until(() -> server.requests().size() == 1);
      port.close();
      var failed = (Failed) answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(failed.fault()).isEqualTo(ModelFault.NETWORK);
      assertThat(asking.join(SOON)).isTrue();
    }
  }

  @Test
  void an_interrupt_ends_the_attempt_and_the_thread_stays_interrupted() throws Exception {
    try (var server = FakeOpenAi.start(Behaviour.hang());
        var port = Desk.open(server.baseUrl())) {
      var answer = new CompletableFuture<Answer>();
      var interrupted = new CompletableFuture<Boolean>();
      var asking =
          Thread.ofVirtual()
              .start(() -> {
                answer.complete(port.ask(Desk.ask(Desk.LONG)));
                interrupted.complete(Thread.currentThread().isInterrupted());
              });
      await().atMost(SOON).until(() -> server.requests().size() == 1);
      asking.interrupt();
      var failed = (Failed) answer.get(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(failed.fault()).isEqualTo(ModelFault.NETWORK);
      assertThat(interrupted.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void an_interrupted_thread_sends_nothing() {
    try (var server = FakeOpenAi.start();
        var port = Desk.open(server.baseUrl())) {
      Thread.currentThread().interrupt();
      var failed = (Failed) port.ask(Desk.ask(Desk.LONG));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(failed.fault()).isEqualTo(ModelFault.NOT_BEGUN);
      assertThat(failed.usage()).isEqualTo(Usage.NOTHING);
      assertThat(server.requests()).isEmpty();
    }
  }

  /** A dump of every thread, virtual ones among them. */
  private String threads() throws IOException {
    var file = folder.resolve("threads-" + System.nanoTime());
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
    return Files.readString(file);
  }
}
