package dev.interlock.testkit.script;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.interlock.kernel.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code ${expression}} in texts. An expression in a template holds no closing brace. */
final class Templates {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Expressions expressions;
  private final Map<String, Object> variables;

  Templates(Expressions expressions, Map<String, Object> variables) {
    this.expressions = expressions;
    this.variables = variables;
  }

  /** Returns the expressions in every text of a tree. */
  static List<String> in(Value value) {
    return switch (value) {
      case Value.Text(var text) -> HOLE.matcher(text).results().map(hole -> hole.group(1)).toList();
      case Value.Arr(var items) -> items.stream().flatMap(item -> in(item).stream()).toList();
      case Value.Obj(var members) ->
          members.values().stream().flatMap(member -> in(member).stream()).toList();
      case Value.Null _, Value.Bool _, Value.Num _ -> List.of();
    };
  }

  /**
   * Returns the tree with every hole filled.
   *
   * @throws IllegalStateException if an expression has no value
   */
  Value filled(Value value) {
    return switch (value) {
      case Value.Text(var text) -> filled(text);
      case Value.Arr(var items) -> {
        var all = new ArrayList<Value>();
        for (var item : items) all.add(filled(item));
        yield new Value.Arr(all);
      }
      case Value.Obj(var members) -> {
        var all = new TreeMap<String, Value>();
        members.forEach((name, member) -> all.put(name, filled(member)));
        yield new Value.Obj(all);
      }
      case Value.Null _, Value.Bool _, Value.Num _ -> value;
    };
  }

  static Optional<Object> value(
      Expressions expressions, String expression, Map<String, Object> variables) {
    try {
      return Optional.of(expressions.evaluate(expression, variables))
          .filter(value -> !(value instanceof CelUnknownSet));
    } catch (CelEvaluationException absent) {
      return Optional.empty();
    }
  }

  private Value filled(String text) {
    var whole = HOLE.matcher(text);
    if (whole.matches()) return CelTrees.fromCel(require(whole.group(1)));
    var written =
        HOLE.matcher(text)
            .replaceAll(hole -> Matcher.quoteReplacement(plain(require(hole.group(1)))));
    return Value.of(written);
  }

  private Object require(String expression) {
    return value(expressions, expression, variables)
        .orElseThrow(() -> new IllegalStateException("the script has no value for " + expression));
  }

  private static String plain(Object object) {
    return object instanceof String text ? text : CelTrees.fromCel(object).json();
  }
}
