package dev.interlock.runtime.gate;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.Program;
import dev.interlock.kernel.run.Facts.Truth;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** One compiled expression. Immutable, thread-safe. */
final class Expression {
  static final String CALLED = "called";
  static final String CALLED_TOOL = "called_tool";

  /** Doubles carry 15 to 17 digits; what lies behind the 14th is noise of the arithmetic. */
  private static final MathContext DIGITS = new MathContext(14);

  private final Program program;
  private final ExpressionWords words;

  Expression(Program program, ExpressionWords words) {
    this.program = program;
    this.words = words;
  }

  /** What stands in the expression. */
  ExpressionWords words() {
    return words;
  }

  /** What came of an evaluation; the detail says what went wrong, else it is empty. */
  record Outcome(Truth truth, String detail) {}

  /** A number, or in words why there is none. */
  sealed interface Result {
    record Worked(BigDecimal value) implements Result {}

    record None(String problem) implements Result {}
  }

  /** A value, or in words why there is none. */
  sealed interface Made {
    record Value(dev.interlock.kernel.value.Value value) implements Made {}

    record Nothing(String problem) implements Made {}
  }

  /** Makes a value of {@code names}, which {@link CelValues} has made. */
  Made value(Map<String, Object> names) {
    try {
      return new Made.Value(CelValues.back(program.eval(names)));
    } catch (CelEvaluationException | RuntimeException broken) {
      return new Made.Nothing(oneLine(broken));
    }
  }

  /** Says whether the expression is true of {@code names}, which {@link CelValues} has made. */
  Outcome test(Map<String, Object> names, ToLongFunction<String> called) {
    try {
      return switch (program.eval(names, bound(called))) {
        case Boolean truth -> new Outcome(truth ? Truth.TRUE : Truth.FALSE, "");
        case Object other ->
            new Outcome(Truth.ERROR, "came out as " + kind(other) + ", not as true or false");
      };
    } catch (CelEvaluationException | RuntimeException broken) {
      return new Outcome(Truth.ERROR, oneLine(broken));
    }
  }

  /** Works out a number. */
  Result number(Map<String, Object> names) {
    try {
      return switch (program.eval(names)) {
        case Long exact -> new Result.Worked(BigDecimal.valueOf(exact));
        case Double number when Double.isFinite(number) -> new Result.Worked(plain(number));
        case Double number -> new Result.None("came out as " + number + "; was it divided by 0?");
        case Object other -> new Result.None("came out as " + kind(other) + ", not as a number");
      };
    } catch (CelEvaluationException | RuntimeException broken) {
      return new Result.None(oneLine(broken));
    }
  }

  @SuppressWarnings("Immutable") // it looks into a state that is
  private static CelLateFunctionBindings bound(ToLongFunction<String> called) {
    var binding = CelFunctionBinding.from(CALLED_TOOL, String.class, called::applyAsLong);
    return CelLateFunctionBindings.from(CelFunctionBinding.fromOverloads(CALLED, binding));
  }

  private static BigDecimal plain(double number) {
    var digits = new BigDecimal(number, DIGITS).stripTrailingZeros();
    return digits.scale() < 0 ? digits.setScale(0) : digits;
  }

  /** The library's message without its own idea of a file name. */
  static String oneLine(Exception broken) {
    var message = broken.getMessage() == null ? broken.toString() : broken.getMessage();
    var line = message.lines().findFirst().orElse("").strip();
    return line.replaceFirst("^evaluation error(?: at <input>:(\\d+))?: ", "")
        .replaceFirst(" Overload candidates: .*$", "");
  }

  private static String kind(Object value) {
    return switch (value) {
      case String _ -> "a string";
      case Number _ -> "a number";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      case Boolean _ -> "true or false";
      default -> value.getClass().getSimpleName();
    };
  }
}
