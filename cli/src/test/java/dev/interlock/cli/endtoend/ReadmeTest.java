package dev.interlock.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's own agent, followed to the letter in an empty folder; only the port is another. */
@Timeout(120)
class ReadmeTest {
  @TempDir Path folder;

  @Test
  void the_agent_of_the_readme_runs_in_an_empty_folder() throws Exception {
    var port = freePort();
    var said = shell(script().replace("8000", Integer.toString(port)), port);

    assertThat(said)
        .contains("order-helper.yaml can be run.")
        .contains("For order o-991 42.5 was paid; it is returned.")
        .contains("COMPLETED")
        .contains("entries are whole");
  }

  /** Both blocks, but for the one command that needs a key. */
  private static String script() throws IOException {
    var readme = Files.readString(root().resolve("README.md"));
    var five = readme.substring(readme.indexOf("## Your own agent in five minutes"));
    var first = block(five, 0);
    var second = block(five, five.indexOf(first) + first.length() + 3);
    var keyless = first.replaceFirst("(?m)^interlock run .*$", "");
    assertThat(keyless).isNotEqualTo(first);
    return "set -e\ninterlock() { \"$INTERLOCK_JAVA\" @\"$INTERLOCK_ARGUMENTS\" \"$@\"; }\n"
        + keyless.replace("jwebserver", "\"$INTERLOCK_HOME/bin/jwebserver\"")
        + "until (exec 3<>/dev/tcp/127.0.0.1/8000) 2>/dev/null; do read -r -t 0.1 <> <(:) || :;"
        + " done\n"
        + second
        + "kill %1\n";
  }

  private static String block(String text, int from) {
    var begin = text.indexOf("```sh\n", from) + 6;
    return text.substring(begin, text.indexOf("```", begin));
  }

  private String shell(String script, int port) throws Exception {
    var home = System.getProperty("java.home");
    var arguments = folder.resolveSibling(folder.getFileName() + ".args");
    Files.writeString(
        arguments,
        "--enable-native-access=ALL-UNNAMED -cp \""
            + System.getProperty("java.class.path")
            + "\" dev.interlock.cli.Main\n");
    var builder =
        new ProcessBuilder(List.of("bash", "-c", script))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("INTERLOCK_JAVA", Path.of(home, "bin", "java").toString());
    builder.environment().put("INTERLOCK_HOME", home);
    builder.environment().put("INTERLOCK_ARGUMENTS", arguments.toString());
    builder.environment().remove("OPENAI_API_KEY");
    var log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
    var process = builder.redirectOutput(log).start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      var said = Files.readString(log.toPath(), StandardCharsets.UTF_8);
      assertThat(process.exitValue()).as(said).isZero();
      return said;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      await().atMost(Duration.ofSeconds(10)).until(() -> !isOpen(port));
      Files.deleteIfExists(arguments);
      Files.deleteIfExists(log.toPath());
    }
  }

  private static boolean isOpen(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException closed) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path root() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("ARCHITECTURE.md")))
        .findFirst()
        .orElseThrow();
  }
}
