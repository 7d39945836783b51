package dev.interlock.runtime.agent;

import java.util.Set;

/**
 * What the agent file can say and this version cannot do yet. Refused by name, never ignored. A
 * feature that is built deletes its row and reads its key; nothing else here changes.
 */
final class NotYet {
  /** Section and key. Sections: agent, model, source, tool. */
  private static final Set<String> KEYS =
      Set.of("agent memory", "tool args", "tool returns", "tool sensitive", "tool compensate");

  /** Section, key and value. */
  private static final Set<String> VALUES = Set.of("agent plan commit-first");

  private NotYet() {}

  static boolean key(String section, String key) {
    return KEYS.contains(section + " " + key);
  }

  static boolean value(String section, String key, String value) {
    return VALUES.contains(section + " " + key + " " + value);
  }
}
