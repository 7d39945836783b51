package dev.interlock.runtime.effect;

import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Makes tool sources of one kind. Found through {@link java.util.ServiceLoader}. */
public interface ToolSourceFactory {

  /** The key under which the agent file lists such a source, as in {@code mcp}. */
  String kind();

  /**
   * Returns a source. Starts nothing.
   *
   * @throws dev.interlock.runtime.UserError if a setting is unknown, missing or wrong
   */
  ToolSource open(Settings settings, Surroundings surroundings);

  /**
   * What the agent file says of the source.
   *
   * @param where for messages, as in {@code tools[0].mcp}
   * @param members the settings without {@code allow}; references not resolved
   * @param home the folder of the agent file, against which relative paths are read
   */
  record Settings(String where, Value.Obj members, Path home) {}

  /**
   * What a source may use of the process around it.
   *
   * @param references resolves {@code ${env:NAME}} in a text; throws a UserError for a missing one
   * @param children is told of every process that the source starts, as soon as it is started
   * @param startTimeout how long a source may take to start and describe itself
   */
  record Surroundings(
      UnaryOperator<String> references, Consumer<ProcessHandle> children, Duration startTimeout) {}
}
