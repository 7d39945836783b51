package dev.interlock.runtime.agent;

import dev.interlock.runtime.UserError;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves references, as in {@code ${env:OPENAI_API_KEY}}. What a reference stands for is given to
 * the caller alone: it is in no message and not in {@link #toString}. Thread-safe.
 */
public final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

  private final Function<String, @Nullable String> environment;

  private References(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** Resolves against the environment of this process. */
  public static References ofEnvironment() {
    return new References(System::getenv);
  }

  /** Resolves against the given variables. */
  public static References of(Map<String, String> variables) {
    return new References(Map.copyOf(variables)::get);
  }

  /**
   * Returns the text with every reference replaced. What a variable holds is not resolved again.
   *
   * @param where the key path, for the message
   * @throws UserError if a variable is not set
   */
  public String resolve(String text, String where) {
    var out = new StringBuilder();
    var matcher = REFERENCE.matcher(text);
    var from = 0;
    while (matcher.find()) {
      out.append(text, from, matcher.start()).append(require(matcher.group(1), where));
      from = matcher.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Returns {@link #resolve} for the settings of one source, as tool sources want it. */
  public UnaryOperator<String> of(SourceSettings settings) {
    return text -> resolve(text, settings.whereIs(text));
  }

  boolean isSet(String name) {
    return environment.apply(name) != null;
  }

  /** Returns the names of the variables that a text refers to, in order. */
  static List<String> namesIn(String text) {
    return REFERENCE.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  /** Whether the text is one reference and nothing else. */
  static boolean isOne(String text) {
    return REFERENCE.matcher(text).matches();
  }

  /** Whether every <code>${</code> in the text begins a reference. */
  static boolean wellFormed(String text) {
    return !REFERENCE.matcher(text).replaceAll("").contains("${");
  }

  private String require(String name, String where) {
    var value = environment.apply(name);
    if (value != null) return value;
    throw new UserError(
        "environment variable " + name + " is not set", where, "set it, or change the reference");
  }

  @Override
  public String toString() {
    return "References";
  }
}
