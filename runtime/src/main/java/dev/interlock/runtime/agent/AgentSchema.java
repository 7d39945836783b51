package dev.interlock.runtime.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema of agent files, for editors. The parser does not use it: it says more, and says
 * where. A test holds the two against each other.
 */
public final class AgentSchema {
  private static final String FILE = "agent.schema.json";

  private AgentSchema() {}

  /** Returns the schema, which lies beside this class. */
  public static String text() {
    try (var in = AgentSchema.class.getResourceAsStream(FILE)) {
      if (in == null) throw new IllegalStateException("the jar has no " + FILE);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
