package dev.interlock.testkit.mcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of performed effects, which is also the memory of keys. One line each: {@code key tool
 * argsJson pid epochMillis}; the arguments may contain spaces, the rest does not. A line is on disk
 * before the effect is answered.
 *
 * <p>A lock on the file keeps several server processes apart, a monitor the threads of one.
 */
final class EffectLog {

  /**
   * One performed effect.
   *
   * @param key the idempotency key, {@code -} for none
   * @param arguments as they came, as JSON
   */
  record Effect(String key, String tool, String arguments) {}

  private final Path file;

  EffectLog(Path file) {
    this.file = file;
  }

  /** Performs the effect. */
  void perform(Effect effect) throws IOException {
    performUnlessDone(effect, false);
  }

  /** Performs the effect unless this tool has performed one under the same key. */
  void performOnce(Effect effect) throws IOException {
    performUnlessDone(effect, true);
  }

  /** All performed effects, oldest first. */
  synchronized List<Effect> effects() throws IOException {
    try (var channel = open();
        var _ = channel.lock()) {
      return read(channel);
    }
  }

  private synchronized void performUnlessDone(Effect effect, boolean keyed) throws IOException {
    try (var channel = open();
        var _ = channel.lock()) {
      if (keyed && isDone(effect, read(channel))) return;
      var line =
          String.join(
              " ",
              effect.key(),
              effect.tool(),
              effect.arguments(),
              Long.toString(ProcessHandle.current().pid()),
              Long.toString(System.currentTimeMillis()));
      var bytes = ByteBuffer.wrap(line.concat("\n").getBytes(StandardCharsets.UTF_8));
      channel.position(channel.size());
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(true);
    }
  }

  private static boolean isDone(Effect effect, List<Effect> done) {
    for (var other : done) {
      if (other.key().equals(effect.key()) && other.tool().equals(effect.tool())) return true;
    }
    return false;
  }

  /** Not APPEND, which Java does not open for reading; the lock makes the end of the file ours. */
  private FileChannel open() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static List<Effect> read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    var effects = new ArrayList<Effect>();
    for (var line : new String(bytes.array(), StandardCharsets.UTF_8).split("\n", -1)) {
      var first = line.indexOf(' ');
      var second = line.indexOf(' ', first + 1);
      var end = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
      if (first < 0 || second < 0 || end <= second) continue;
      effects.add(
          new Effect(
              line.substring(0, first),
              line.substring(first + 1, second),
              line.substring(second + 1, end)));
    }
    return effects;
  }
}
