package dev.interlock.kernel.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from the root of a tree to one value in it.
 *
 * <p>Written as a singular JSONPath (RFC 9535), {@code $.rows[0]['unit price']}, with the leading
 * {@code $.} optional, or as a JSON Pointer (RFC 6901), {@code /rows/0/unit price}. Wildcards,
 * slices and filters are refused: a claim points at one value.
 */
public final class ValuePath {
  private final List<String> steps;

  private ValuePath(List<String> steps) {
    this.steps = List.copyOf(steps);
  }

  /** Returns the path, or empty if the text is no path to a single value. */
  public static Optional<ValuePath> parse(String text) {
    if (text.startsWith("/")) return Optional.of(pointer(text));
    var rest = text.startsWith("$") ? text.substring(1) : text;
    var steps = new ArrayList<String>();
    while (!rest.isEmpty()) {
      var taken = rest.startsWith("[") ? bracket(rest, steps) : dotted(rest, steps);
      if (taken <= 0) return Optional.empty();
      rest = rest.substring(taken);
    }
    return Optional.of(new ValuePath(steps));
  }

  /** Returns the value at this path in {@code root}, or empty if the path leads nowhere. */
  public Optional<Value> in(Value root) {
    var here = root;
    for (var step : steps) {
      var next =
          switch (here) {
            case Value.Obj object -> object.get(step);
            case Value.Arr(var items) -> item(items, step);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Text _ -> Optional.<Value>empty();
          };
      if (next.isEmpty()) return Optional.empty();
      here = next.get();
    }
    return Optional.of(here);
  }

  private static ValuePath pointer(String text) {
    var steps = new ArrayList<String>();
    for (var step : text.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new ValuePath(steps);
  }

  /** Takes {@code [0]} or {@code ['name']}; returns the length taken, or -1. */
  private static int bracket(String rest, List<String> steps) {
    var quote = rest.length() > 1 ? rest.charAt(1) : ' ';
    var quoted = quote == '\'' || quote == '"';
    var close = quoted ? rest.indexOf(quote + "]", 2) : rest.indexOf(']');
    if (close < 2) return -1;
    var step = rest.substring(quoted ? 2 : 1, close);
    if (!quoted && !isIndex(step)) return -1;
    steps.add(step);
    return close + (quoted ? 2 : 1);
  }

  /** Takes {@code .name}, or {@code name} at the start; returns the length taken, or -1. */
  private static int dotted(String rest, List<String> steps) {
    var from = rest.startsWith(".") ? 1 : 0;
    if (from == 0 && !steps.isEmpty()) return -1;
    var to = from;
    while (to < rest.length() && rest.charAt(to) != '.' && rest.charAt(to) != '[') to++;
    var step = rest.substring(from, to);
    if (step.isEmpty() || step.contains("*")) return -1;
    steps.add(step);
    return to;
  }

  private static Optional<Value> item(List<Value> items, String step) {
    if (!isIndex(step)) return Optional.empty();
    var index = Integer.parseInt(step);
    return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
  }

  private static boolean isIndex(String step) {
    return !step.isEmpty() && step.length() < 9 && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
