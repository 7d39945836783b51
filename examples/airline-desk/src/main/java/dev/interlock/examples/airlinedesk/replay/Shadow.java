package dev.interlock.examples.airlinedesk.replay;

import dev.interlock.examples.airlinedesk.AirlineDatabase;
import dev.interlock.examples.airlinedesk.AirlineTools;
import dev.interlock.examples.airlinedesk.RuleRecords;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Patience;
import dev.interlock.runtime.effect.ToolSource.Answer;
import dev.interlock.runtime.effect.ToolSource.Call;
import dev.interlock.runtime.effect.ToolSource.Context;
import dev.interlock.runtime.effect.ToolSource.Returned;
import dev.interlock.runtime.effect.methods.MethodTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The database that takes every recorded call with the gates off, through the same tool code. For
 * one conversation, on one thread.
 */
public final class Shadow implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Set<String> RULE_TOOLS = Set.of("get_cabin", "get_flights", "get_trips");

  private final Path file;
  private final DataSource source;
  private final MethodTools tools;
  private final MethodTools ruleTools;
  private final Context context;

  /**
   * @param original a filled database, which is copied
   */
  public Shadow(Path original) throws IOException, SQLException {
    var folder = Files.createTempDirectory("shadow");
    this.file = folder.resolve("airline.db");
    this.source = AirlineDatabase.copy(original, file);
    this.tools = MethodTools.of(new AirlineTools(source));
    this.ruleTools = MethodTools.of(new RuleRecords(source));
    this.context = new Context(new RunId("0".repeat(26)), "shadow", 1);
  }

  /** Asks a tool that only reads. */
  public Answer ask(String tool, Value.Obj arguments) {
    var from = RULE_TOOLS.contains(tool) ? ruleTools : tools;
    return from.call(new Call(tool, arguments, PATIENCE, context));
  }

  /** Calls a tool; what it wrote stays if it did not fail. */
  public Answer call(String tool, Value.Obj arguments) throws SQLException {
    if (!Tools.writes(tool)) return ask(tool, arguments);
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      var deed = new Deed(connection);
      var answer =
          tools.call(new Call(tool, arguments, Patience.of(PATIENCE), context, deed, _ -> {}));
      if (answer instanceof Returned) connection.commit();
      else deed.rollBack();
      return answer;
    }
  }

  @Override
  public void close() throws IOException {
    tools.close();
    ruleTools.close();
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.getParent());
  }
}
