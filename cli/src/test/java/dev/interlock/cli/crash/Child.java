package dev.interlock.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of ours that can be killed and frozen. What it says is read as it says it. */
final class Child implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    var _ = Thread.ofVirtual().start(() -> listen(process.inputReader()));
  }

  /**
   * Starts it.
   *
   * @param complaints the file that its standard error is added to
   */
  static Child start(List<String> command, Path complaints) {
    try {
      var redirect = ProcessBuilder.Redirect.appendTo(complaints.toFile());
      return new Child(new ProcessBuilder(command).redirectError(redirect).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts a driver on a desk. */
  static Child drive(Jvm jvm, Desk desk, Driver.Plan plan) {
    var arguments = new ArrayList<>(List.of(desk.folder().toString()));
    arguments.addAll(List.of(plan.arguments()));
    return start(jvm.command(Driver.class, arguments), desk.folder().resolve("complaints.txt"));
  }

  private void listen(BufferedReader output) {
    try (output) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(Optional.of(line));
      }
    } catch (IOException _) {
      // It was killed while it spoke; what was read until then counts.
    } finally {
      lines.add(Optional.empty());
    }
  }

  /** Writes a line to its input. */
  void tell(String... words) {
    try {
      var input = process.outputWriter();
      input.write(String.join(" ", words));
      input.newLine();
      input.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** The next line; empty if there is none within that time, or the child has ended. */
  Optional<String> line(Duration atMost) {
    try {
      var line = lines.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
      return line == null ? Optional.empty() : line;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits for a line that begins so, and returns the rest of it. */
  String expect(String beginning) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var heard = new ArrayList<String>();
    while (true) {
      var line = line(Duration.ofNanos(deadline - System.nanoTime()));
      assertThat(line).as("'%s' from the child, after %s", beginning, heard).isPresent();
      if (line.orElseThrow().startsWith(beginning)) return line.get().substring(beginning.length());
      heard.add(line.get());
    }
  }

  /** Kills it as {@code kill -9} does, waits until it is gone, and returns what it had started. */
  List<ProcessHandle> kill() {
    var started = process.descendants().toList();
    var _ = process.destroyForcibly();
    var _ = exit();
    return started;
  }

  /** Has it stand still as {@code kill -STOP} does. */
  void freeze() {
    signal("-STOP");
  }

  /** Has it go on after {@link #freeze}. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).inheritIO().start();
      assertThat(kill.waitFor(PATIENCE)).isTrue();
      assertThat(kill.exitValue()).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits until it has ended, and returns its exit code. */
  int exit() {
    try {
      assertThat(process.waitFor(PATIENCE)).as("process %s ends", process.pid()).isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Ends it and what it has started, if they are there still. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    var _ = process.destroyForcibly();
  }
}
