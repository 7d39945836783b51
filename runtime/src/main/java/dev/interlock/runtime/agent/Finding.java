package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import java.util.Locale;

/**
 * One thing that a review of an agent file brought to light.
 *
 * @param where file and line, or {@code --set key}
 * @param text what it is, in one line
 * @param hint what to do; may be empty
 */
public record Finding(Severity severity, String where, String text, String hint) {

  /** How much it matters. */
  public enum Severity {
    /** The file is refused. */
    ERROR,
    /** The file is accepted; it may do more, or less, than its owner wants. */
    WARNING,
    /** Worth knowing. */
    INFO
  }

  /** The finding as one line. */
  public String line() {
    var what = hint.isEmpty() ? text : text + " (" + hint + ")";
    return severity.name().toLowerCase(Locale.ROOT) + " " + where + ": " + what;
  }

  /** The finding as the error that refuses the file. */
  UserError error() {
    return new UserError(text, where, hint);
  }
}
