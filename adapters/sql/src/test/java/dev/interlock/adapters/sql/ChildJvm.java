package dev.interlock.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process on the same store. What it says is read as it says it. */
final class ChildJvm implements AutoCloseable {
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);

  private final Process process;
  private final PrintWriter input;
  private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.input = new PrintWriter(process.outputWriter(), true);
    var _ = Thread.ofVirtual().start(() -> listen(process.inputReader()));
  }

  /**
   * Starts the main method of a class.
   *
   * @param before what stands before {@code java} on the command line
   */
  static ChildJvm start(List<String> before, Class<?> main, Path folder, String... arguments) {
    var command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), folder.toString()));
    command.addAll(List.of(arguments));
    try {
      return new ChildJvm(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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

  void tell(String line) {
    input.println(line);
  }

  /** Waits for the next line; empty when the child has ended. */
  Optional<String> line() throws InterruptedException {
    var line = lines.poll(ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
    assertThat(line).as("a line of the child within %s", ANSWER_MAX).isNotNull();
    return line;
  }

  void expect(String line) throws InterruptedException {
    assertThat(line()).hasValue(line);
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(ANSWER_MAX)).isTrue();
  }

  int exit() throws InterruptedException {
    assertThat(process.waitFor(ANSWER_MAX)).as("the child ends within %s", ANSWER_MAX).isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
