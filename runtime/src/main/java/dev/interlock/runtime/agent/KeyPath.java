package dev.interlock.runtime.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way to a key of a document, as in {@code tools[0].mcp.allow.issue_refund['odd.key']}. */
final class KeyPath {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern STEP =
      Pattern.compile("\\[([0-9]{1,6})]|\\['([^']*)']|\\.?([^.\\[\\]]+)");

  private KeyPath() {}

  sealed interface Step {
    record Key(String name) implements Step {}

    record Index(int number) implements Step {}
  }

  static String child(String path, String key) {
    if (!PLAIN.matcher(key).matches()) return path + "['" + key + "']";
    return path.isEmpty() ? key : path + "." + key;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** Returns the steps, or empty if the text is no way to a key. */
  static Optional<List<Step>> parse(String text) {
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(text);
    var from = 0;
    while (from < text.length()) {
      if (!matcher.region(from, text.length()).lookingAt()) return Optional.empty();
      steps.add(step(matcher.group(1), matcher.group(2), matcher.group(3)));
      from = matcher.end();
    }
    return steps.isEmpty() || text.startsWith(".") ? Optional.empty() : Optional.of(steps);
  }

  private static Step step(
      @Nullable String index, @Nullable String quoted, @Nullable String plain) {
    if (index != null) return new Step.Index(Integer.parseInt(index));
    return new Step.Key(quoted != null ? quoted : Objects.requireNonNull(plain));
  }
}
