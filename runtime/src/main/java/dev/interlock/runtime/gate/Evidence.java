package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.Figure.Source;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks up or recomputes every figure of an answer. For one answer, on one thread.
 *
 * <p>An expression must use its inputs and may not state its own result ({@code inputs[0] * 0 +
 * 41.2}); whole numbers that people compute with, as 2, 60 or 100, it may.
 *
 * <p>A number is compared at the decimals that the figure states, rounded half up ({@code 42.67}
 * agrees with {@code 42.6666}, {@code 42.66} does not); a text in an entry that is nothing but a
 * number counts as one. Text and truth values must be equal. All inputs together may hold {@value
 * #INPUT_VALUES_MAX} values.
 */
final class Evidence {
  private static final int INPUT_VALUES_MAX = 50_000;
  private static final int SHOWN_CHARS_MAX = 80;

  /** Above 12, what an expression may state even if it is the result. */
  private static final List<Integer> FACTORS =
      List.of(24, 30, 31, 52, 60, 90, 100, 180, 360, 365, 366, 1_000, 1_024, 3_600, 1_000_000);

  private static final BigDecimal SMALL = BigDecimal.valueOf(12);

  private final Cited cited;
  private final Supplier<Expressions> expressions;
  private final Map<String, Expression> compiled = new HashMap<>();
  private final List<String> gaps = new ArrayList<>();
  private final Proofs proofs = new Proofs();
  private int inputValues;

  Evidence(Cited cited, Supplier<Expressions> expressions) {
    this.cited = cited;
    this.expressions = expressions;
  }

  /** Looks at every figure; gaps and proofs tell what came of it. */
  void examine(List<Figure> figures) {
    for (var figure : figures) {
      switch (figure.source()) {
        case Source.At(var place) -> {
          var found = cited.at(place);
          if (found.value() == null) gap(figure, found.problem());
          else compare(figure, found.value(), place + " stands ");
        }
        case Source.Computed computed -> compute(figure, computed);
      }
    }
  }

  /** What is wrong, in the order of the figures. */
  List<String> gaps() {
    return gaps;
  }

  /** What is proved. */
  Proofs proofs() {
    return proofs;
  }

  private void compute(Figure figure, Source.Computed computed) {
    var inputs = new ArrayList<Value>();
    for (var place : computed.inputs()) {
      var found = cited.at(place);
      if (found.value() == null) {
        gap(figure, found.problem());
        return;
      }
      inputs.add(found.value());
      inputValues += Values.count(found.value());
    }
    if (inputValues > INPUT_VALUES_MAX) {
      gap(
          figure,
          "its inputs are too large; point at the values that it needs, or ask a tool for it");
      return;
    }
    var shown = "'" + cut(computed.expression()) + "'";
    switch (worked(figure, computed.expression(), new Value.Arr(inputs))) {
      case Expression.Result.None(var problem) ->
          gap(figure, "the expression " + shown + " fails: " + problem);
      case Expression.Result.Worked(var number) ->
          compare(figure, Value.of(number), shown + " comes out as ");
    }
  }

  private Expression.Result worked(Figure figure, String source, Value.Arr inputs) {
    try {
      var expression =
          compiled.computeIfAbsent(
              source, text -> expressions.get().compile(Expressions.Kind.FIGURE, text));
      if (!expression.words().names().contains("inputs")) {
        return new Expression.Result.None("it does not use its inputs");
      }
      if (statesItsResult(figure, expression.words().numbers())) {
        return new Expression.Result.None("it states its own result; take it from an entry");
      }
      return expression.number(Map.of("inputs", CelValues.forArithmetic(inputs)));
    } catch (BadExpressionException bad) {
      return new Expression.Result.None(bad.problem());
    }
  }

  private void compare(Figure figure, Value found, String where) {
    if (!(figure.value() instanceof Value.Num(var stated))) {
      if (!figure.value().equals(found)) gap(figure, differs(where, found));
      return;
    }
    var number = number(found);
    if (number == null) {
      gap(figure, differs(where, found));
    } else if (number.setScale(stated.scale(), RoundingMode.HALF_UP).compareTo(stated) != 0) {
      gap(figure, differs(where, found));
    } else {
      proofs.add(number, figure.unit());
    }
  }

  private static boolean statesItsResult(Figure figure, List<BigDecimal> numbers) {
    if (!(figure.value() instanceof Value.Num(var stated))) return false;
    var size = stated.abs();
    var isSmall = isWhole(size) && size.compareTo(SMALL) <= 0;
    var isUsual = FACTORS.stream().anyMatch(one -> BigDecimal.valueOf(one).compareTo(size) == 0);
    return !isUsual && !isSmall && numbers.stream().anyMatch(one -> one.abs().compareTo(size) == 0);
  }

  private static boolean isWhole(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0;
  }

  private static @Nullable BigDecimal number(Value found) {
    return switch (found) {
      case Value.Num(var number) -> number;
      case Value.Text(var text) -> Values.numeral(text);
      case Value.Null _, Value.Bool _, Value.Arr _, Value.Obj _ -> null;
    };
  }

  private static String differs(String where, Value found) {
    var shown = cut(found.json());
    return where.startsWith("entry ") ? "in " + where + shown : where + shown;
  }

  private static String cut(String text) {
    return text.length() > SHOWN_CHARS_MAX ? text.substring(0, SHOWN_CHARS_MAX) + "…" : text;
  }

  private void gap(Figure figure, String problem) {
    gaps.add("the figure " + cut(figure.inWords()) + " is not proved: " + problem);
  }
}
