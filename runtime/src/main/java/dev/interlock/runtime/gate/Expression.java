package dev.interlock.runtime.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.Program;
import dev.interlock.kernel.run.Facts.Truth;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** One compiled expression. Immutable, thread-safe. */
final class Expression {
  static final String CALLED = "called";
  static final String CALLED_TOOL = "called_tool";

  /** Doubles carry 15 to 17 digits; what lies behind the 14th is noise of the arithmetic. */
  private static final MathContext DIGITS = new MathContext(14);

  private static final ToLongFunction<String> NEVER_CALLED = _ -> 0;

  private final Program program;
  private final Set<String> counted;

  Expression(Program program, Set<String> counted) {
    this.program = program;
    this.counted = Set.copyOf(counted);
  }

  /** The tools that the expression counts by name. */
  Set<String> counted() {
    return counted;
  }

  /** What came of an evaluation; the detail says what went wrong, else it is empty. */
  record Outcome(Truth truth, String detail) {}

  /** A number, or in words why there is none. */
  sealed interface Result {
    record Worked(BigDecimal value) implements Result {}

    record None(String problem) implements Result {}
  }

  /** Says whether the expression is true of {@code names}, which {@link CelValues} has made. */
  Outcome test(Map<String, Object> names, ToLongFunction<String> called) {
    try {
      return switch (evaluate(names, called)) {
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
      return switch (evaluate(names, NEVER_CALLED)) {
        case Long exact -> new Result.Worked(BigDecimal.valueOf(exact));
        case Double number when Double.isFinite(number) -> new Result.Worked(plain(number));
        case Double number -> new Result.None("came out as " + number + "; was it divided by 0?");
        case Object other -> new Result.None("came out as " + kind(other) + ", not as a number");
      };
    } catch (CelEvaluationException | RuntimeException broken) {
      return new Result.None(oneLine(broken));
    }
  }

  private Object evaluate(Map<String, Object> names, ToLongFunction<String> called)
      throws CelEvaluationException {
    if (called == NEVER_CALLED) return program.eval(names);
    var binding = CelFunctionBinding.from(CALLED_TOOL, String.class, called::applyAsLong);
    return program.eval(
        names, CelLateFunctionBindings.from(CelFunctionBinding.fromOverloads(CALLED, binding)));
  }

  private static BigDecimal plain(double number) {
    var digits = new BigDecimal(number, DIGITS).stripTrailingZeros();
    return digits.scale() < 0 ? digits.setScale(0) : digits;
  }

  static Set<String> callsCounted(CelAbstractSyntaxTree tree) {
    var tools = new TreeSet<String>();
    CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(node -> node.getKind() == Kind.CALL)
        .map(CelNavigableExpr::expr)
        .filter(call -> call.call().function().equals(CALLED))
        .flatMap(call -> call.call().args().stream())
        .filter(argument -> argument.getKind() == Kind.CONSTANT)
        .map(CelExpr::constant)
        .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
        .forEach(constant -> tools.add(constant.stringValue()));
    return tools;
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
      case java.util.List<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      case Boolean _ -> "true or false";
      default -> value.getClass().getSimpleName();
    };
  }
}
