package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the command line in a process of its own. */
final class CommandProcess implements AutoCloseable {
  private static final long SECONDS_MAX = 120;
  private static final int SIGINT = 2;

  private final Process process;
  private final Path out;
  private final Path err;

  private CommandProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command about the data of a desk; nothing is at its standard input. */
  static CommandProcess start(Desk desk, Map<String, String> environment, String... words) {
    return typing(desk, environment, "", words);
  }

  /**
   * Starts a command about the data of a desk.
   *
   * @param typed what is piped into its standard input
   */
  static CommandProcess typing(
      Desk desk, Map<String, String> environment, String typed, String... words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", desk.data().toString()));
    try {
      if (deafToCtrlC()) command.addAll(0, List.of("env", "--default-signal=INT"));
      var out = Files.createTempFile(desk.file().getParent(), "out", ".txt");
      var err = Files.createTempFile(desk.file().getParent(), "err", ".txt");
      var builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      var process = builder.start();
      try (var in = process.outputWriter()) {
        in.write(typed);
      }
      return new CommandProcess(process, out, err);
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    }
  }

  /** Who is started in the background by a script ignores Ctrl-C, and so do its children. */
  private static boolean deafToCtrlC() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) return false;
    return Files.readString(status)
        .lines()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(ignored -> (ignored >> (SIGINT - 1) & 1) == 1);
  }

  /** Sends a signal, as in {@code INT} or {@code STOP}. */
  void signal(String name) {
    try {
      var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(kill.exitValue()).as("kill -" + name).isZero();
    } catch (IOException unstartable) {
      throw new UncheckedIOException(unstartable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** What it has printed on standard error so far. */
  String complaints() {
    return read(err);
  }

  /** Waits until it has ended. */
  Said said() {
    try {
      assertThat(process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("it ended").isTrue();
      return new Said(process.exitValue(), read(out), read(err));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
