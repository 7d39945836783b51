package dev.interlock.runtime.effect;

import dev.interlock.kernel.value.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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
   * Looks for mistakes that can be found without starting anything, asking anybody or resolving a
   * reference.
   *
   * @throws dev.interlock.runtime.UserError for the first one
   */
  default void review(Settings settings) {}

  /**
   * What the agent file says of the source.
   *
   * @param where for messages, as in {@code tools[0].mcp}
   * @param members the settings without {@code allow}; references not resolved
   * @param home the folder of the agent file, against which relative paths are read
   * @param tools the tools that the agent file lists; no other is ever called
   * @param reads those of them that it declares to be reads
   */
  record Settings(
      String where, Value.Obj members, Path home, Set<String> tools, Set<String> reads) {
    public Settings {
      tools = Set.copyOf(tools);
      reads = Set.copyOf(reads);
    }

    /** Settings of a source that does not care which of its tools are listed. */
    public Settings(String where, Value.Obj members, Path home) {
      this(where, members, home, Set.of(), Set.of());
    }
  }

  /**
   * What a source may use of the process around it.
   *
   * @param references resolves {@code ${env:NAME}} in a text; throws a UserError for a missing one
   * @param children is told of every process that the source starts, as soon as it is started
   * @param startTimeout how long a source may take to start and describe itself
   * @param journal connections to the journal's database, for transactional tools; null if there
   *     are none to be had
   */
  record Surroundings(
      UnaryOperator<String> references,
      Consumer<Process> children,
      Duration startTimeout,
      @Nullable Supplier<DataSource> journal) {

    /** Surroundings without a database. */
    public Surroundings(
        UnaryOperator<String> references, Consumer<Process> children, Duration startTimeout) {
      this(references, children, startTimeout, null);
    }
  }
}
