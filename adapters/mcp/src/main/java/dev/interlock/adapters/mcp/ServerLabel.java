package dev.interlock.adapters.mcp;

import dev.interlock.runtime.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What one server is called in messages, and what must not stand in them.
 *
 * @param where the place in the agent file
 * @param name what the agent file calls the server
 * @param how how it is reached, as a person would write it
 * @param secrets shown nowhere if of four or more characters (a shorter one would blacken every
 *     message and hides nothing)
 */
record ServerLabel(String where, String name, String how, Set<String> secrets) {
  private static final int SECRET_CHARS_MIN = 4;
  private static final int MESSAGE_CHARS_MAX = 500;

  ServerLabel {
    secrets = Set.copyOf(secrets);
  }

  /** Makes one line that is safe to show and to record: no control characters, no secret. */
  String oneLine(String text) {
    var clean = text;
    for (var secret : longestFirst()) clean = clean.replace(secret, "***");
    clean = clean.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return clean.length() <= MESSAGE_CHARS_MAX
        ? clean
        : clean.substring(0, MESSAGE_CHARS_MAX) + "…";
  }

  UserError error(String what, String hint) {
    return new UserError("MCP server `" + oneLine(how) + "` " + oneLine(what), where, hint);
  }

  /** So that no part of a secret survives because another one is its beginning. */
  private List<String> longestFirst() {
    return secrets.stream()
        .filter(secret -> secret.length() >= SECRET_CHARS_MIN)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  @Override
  public String toString() {
    return "ServerLabel[" + name + ": " + oneLine(how) + "]";
  }
}
