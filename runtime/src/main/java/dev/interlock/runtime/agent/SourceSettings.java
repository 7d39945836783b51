package dev.interlock.runtime.agent;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSourceFactory.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
   * Returns the settings as a source's factory wants them.
   *
   * @param home the folder of the agent file
   */
  public Settings settings(Path home) {
    return new Settings(where, members, home, Set.copyOf(tools), reads);
  }
}
