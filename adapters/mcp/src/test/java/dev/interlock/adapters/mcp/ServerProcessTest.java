package dev.interlock.adapters.mcp;

import static java.util.Objects.requireNonNull;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  private static final int TIMES = 10;

  @TempDir Path home;

  @Test
  void a_dead_server_whose_pipe_another_process_holds_keeps_nobody_waiting() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setsid")), "not tried: there is no setsid");
    var script = "(sleep 600 &) ; exec sleep 600";
    var label = new ServerLabel("tools[0].mcp", "lingering", "sh", Set.of());
    var command = new ServerCommand(label, List.of("sh", "-c", script), Map.of(), home);
    for (var i = 0; i < TIMES; i++) {
      var process = new AtomicReference<@Nullable Process>();
      var server = ServerProcess.start(command, process::set);
      var ended = new CountDownLatch(1);
      server.thread("stdout", () -> readAll(server)).start();
      server.whenEnded(ended::countDown);
      var _ = requireNonNull(process.get()).toHandle().destroyForcibly();
      assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
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
