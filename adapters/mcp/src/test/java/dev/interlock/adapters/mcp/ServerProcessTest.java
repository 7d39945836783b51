package dev.interlock.adapters.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  private static final int TIMES = 25;

  @TempDir Path home;

  /**
   * When a process ends, the JDK reads what is left in its pipes, and may stand still in that, with
   * the lock that closing them takes, for as long as somebody else holds the pipe.
   */
  @Test
  void a_dead_server_whose_pipe_another_process_holds_keeps_nobody_waiting() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "not tried: there is no setsid");
    var script = "(sleep 600 &) ; i=0; while [ $i -lt 400 ]; do echo $i; i=$((i+1)); done";
    var label = new ServerLabel("tools[0].mcp", "noisy", "sh", Set.of());
    var command = new ServerCommand(label, List.of("sh", "-c", script), Map.of(), home);
    for (var i = 0; i < TIMES; i++) {
      var server = ServerProcess.start(command, _ -> {});
      var ended = new CountDownLatch(1);
      server.whenEnded(ended::countDown);
      server.thread("stdout", () -> readAll(server)).start();
      ended.await();
      assertThat(CompletableFuture.runAsync(server::kill)).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  private static void readAll(ServerProcess server) {
    try {
      var _ = server.output().readAllBytes();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
