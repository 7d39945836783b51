package dev.interlock.testkit.gallery;

import dev.interlock.testkit.model.Behaviour;
import dev.interlock.testkit.model.FakeOpenAi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Where one side of a case plays: a folder, a shop and a model's server of its own. Close it to
 * stop the two and to delete the folder.
 */
final class Stage implements AutoCloseable {
  private static final int END_SECONDS = 10;

  private final Case one;
  private final Path folder;
  private final Shop shop = Shop.open();
  private final FakeOpenAi model;
  private Watch watch;

  Stage(Case one) {
    this.one = one;
    this.model = FakeOpenAi.start(one.first().toArray(new Behaviour[0]));
    model.otherwise(one.mind().behaviour());
    one.world().accept(shop);
    this.watch = new Watch(model, shop);
    try {
      this.folder = Files.createTempDirectory("interlock-gallery");
      Files.writeString(folder.resolve("shop.yaml"), filled(resource("shop.yaml")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Case one() {
    return one;
  }

  Shop shop() {
    return shop;
  }

  FakeOpenAi model() {
    return model;
  }

  Watch watch() {
    return watch;
  }

  /** Opens the window anew, for what happens after a crash. */
  void watchAnew() {
    watch = new Watch(model, shop);
  }

  /** Where Interlock keeps what is durable. */
  Path data() {
    return folder.resolve("data");
  }

  /** Writes the agent file. */
  Path agent(AgentText text) {
    try {
      return Files.writeString(folder.resolve("agent.yaml"), filled(text.text()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String filled(String text) {
    return text.replace("@MODEL@", model.baseUrl()).replace("@SHOP@", shop.url());
  }

  private static String resource(String name) throws IOException {
    try (var in = Stage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Starts a JVM with a main class of this package; what it prints goes to a file. */
  Process start(Class<?> main, String... arguments) {
    var java = ProcessHandle.current().info().command().orElse("java");
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx192m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(printed().toFile())
          .start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What the last process printed. */
  String said() {
    try {
      return Files.readString(printed());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path printed() {
    return folder.resolve("printed");
  }

  /** Ends a process by force and waits for its end. */
  static void kill(Process process) {
    var _ = process.toHandle().destroyForcibly();
    awaitEnd(process);
  }

  /**
   * Waits for the end of a process.
   *
   * @throws IllegalStateException if it does not end
   */
  static void awaitEnd(Process process) {
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process " + process.pid() + " does not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    model.close();
    shop.close();
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(path);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
