package dev.interlock.examples.incidentdesk.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@link CrashChild} and kills it with SIGKILL where it says that it stands in mid-effect.
 */
final class KilledInMidEffect {
  private KilledInMidEffect() {}

  /**
   * Returns the pid of the process that was killed.
   *
   * @throws IllegalStateException if it did not get that far
   */
  static long kill(Desk desk, Path data) {
    var java = ProcessHandle.current().info().command().orElse("java");
    var command =
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            CrashChild.class.getName(),
            desk.folder().toString(),
            data.toString());
    try {
      var child = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var said =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        awaitMidEffect(said);
      } finally {
        var _ = child.destroyForcibly();
      }
      if (!child.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + child.pid() + " does not end");
      }
      return child.pid();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static void awaitMidEffect(BufferedReader said) throws IOException {
    var seen = new StringBuilder();
    for (var line = said.readLine(); line != null; line = said.readLine()) {
      if (line.equals(CrashChild.IN_MID_EFFECT)) return;
      if (seen.length() < 2_000) seen.append(line).append('\n');
    }
    throw new IllegalStateException("the process ended before its effect: " + seen);
  }
}
