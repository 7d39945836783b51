package dev.interlock.cli.endtoend;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One effect in the world.
 *
 * @param key the idempotency key under which it was performed; {@code -} for none
 * @param tool the tool's name
 * @param arguments canonical JSON, without the key
 */
record Deed(String key, String tool, String arguments) {
  static final String NO_KEY = "-";
  static final String KEY_ARGUMENT = "idempotency_key";

  static Deed of(String key, String tool, Value.Obj arguments) {
    return new Deed(key, tool, arguments.without(KEY_ARGUMENT).canonical());
  }

  /** Reads what a tool process has written of itself: {@code key tool arguments pid millis}. */
  static List<Deed> logged(Path log) {
    if (!Files.exists(log)) return List.of();
    try (var lines = Files.lines(log)) {
      return lines.map(Deed::parsed).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What happened, without the key: {@code credit {"account":"a-1","amount":5}}. */
  String inWords() {
    return tool + " " + arguments;
  }

  private static Deed parsed(String line) {
    var tool = line.indexOf(' ') + 1;
    var arguments = line.indexOf(' ', tool) + 1;
    var end = line.lastIndexOf(' ', line.lastIndexOf(' ') - 1);
    return of(
        line.substring(0, tool - 1),
        line.substring(tool, arguments - 1),
        (Value.Obj) Json.parse(line.substring(arguments, end)));
  }
}
