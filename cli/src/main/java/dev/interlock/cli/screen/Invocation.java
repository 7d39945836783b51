package dev.interlock.cli.screen;

import java.nio.file.Path;

/**
 * Writes the commands that a person may type next, so that they work as they stand.
 *
 * @param data the folder that this command was given
 */
public record Invocation(Path data) {
  public static final Path DEFAULT_DATA = Path.of(".interlock");

  /** Returns the whole command, as in {@code interlock show k3… --data d}. */
  public String of(String verb, String... words) {
    var text = new StringBuilder("interlock ").append(verb);
    for (var word : words) text.append(' ').append(quoted(word));
    if (!data.equals(DEFAULT_DATA)) text.append(" --data ").append(quoted(data.toString()));
    return text.toString();
  }

  /**
   * Returns the command that settles a run in manual review.
   *
   * @param role who may; empty if anybody may
   */
  public String settle(String run, String role) {
    return role.isEmpty()
        ? of("resolve", run, "--result", "{}", "--reason", "why")
        : of("resolve", run, "--result", "{}", "--reason", "why", "--as", role);
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:,@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
