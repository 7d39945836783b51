package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One place that tools come from, in the file's own words: references are not resolved.
 *
 * @param kind {@code mcp}, {@code java} or {@code http}
 * @param where the way to it in the file, as in {@code tools[0].mcp}
 * @param members its settings without {@code allow}
 * @param tools the tools that the file lists for it; no other exists for the agent
 * @param reads those of them that the file declares to be reads
 */
public record SourceSettings(
    String kind, String where, Value.Obj members, List<String> tools, Set<String> reads) {

  public SourceSettings {
    tools = List.copyOf(tools);
    reads = Set.copyOf(reads);
  }

  /**
   * Returns the way to the first setting that holds a text; to all of them if none does.
   *
   * @param text as it is written in the file
   */
  public String whereIs(String text) {
    var found = find(where, members, text);
    return found == null ? where : found;
  }

  private static @Nullable String find(String path, Value value, String text) {
    switch (value) {
      case Value.Text(var written) when written.contains(text) -> {
        return path;
      }
      case Value.Obj(var below) -> {
        for (var member : below.entrySet()) {
          var found = find(KeyPath.child(path, member.getKey()), member.getValue(), text);
          if (found != null) return found;
        }
      }
      case Value.Arr(var items) -> {
        for (var i = 0; i < items.size(); i++) {
          var found = find(KeyPath.item(path, i), items.get(i), text);
          if (found != null) return found;
        }
      }
      case Value.Text _, Value.Null _, Value.Bool _, Value.Num _ -> {}
    }
    return null;
  }

  /**
   * Returns the settings as a source's factory wants them.
   *
   * @param home the folder of the agent file
   */
  public Settings settings(Path home) {
    return new Settings(where, members, home, Set.copyOf(tools), reads);
  }
}
