package dev.interlock.runtime.gate;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Arithmetic as people write it on paper: {@code 1 / 2} is 0.5, and {@code 2.5 * 100} is allowed.
 * In place of CEL's, whose kinds of numbers do not mix. Texts do not add up, and lists only up to
 * as many items as there may be iterations, so that no expression can grow values without end.
 */
final class CelArithmetic {
  private static final CelType ITEM = TypeParamType.create("T");
  private static final CelType LIST = ListType.create(ITEM);

  private enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE;

    double of(double a, double b) {
      return switch (this) {
        case ADD -> a + b;
        case SUBTRACT -> a - b;
        case MULTIPLY -> a * b;
        case DIVIDE -> a / b;
      };
    }

    /** As one calculates with decimals: 0.1 + 0.2 is 0.3. What is no number stays none. */
    double decimal(double a, double b) {
      if (!Double.isFinite(a) || !Double.isFinite(b)) return of(a, b);
      var x = BigDecimal.valueOf(a);
      var y = BigDecimal.valueOf(b);
      return switch (this) {
        case ADD -> x.add(y).doubleValue();
        case SUBTRACT -> x.subtract(y).doubleValue();
        case MULTIPLY -> x.multiply(y).doubleValue();
        case DIVIDE -> a / b;
      };
    }
  }

  private final boolean inDecimals;

  private final List<CelFunctionDecl> declared = new ArrayList<>();
  private final List<CelFunctionBinding> bound = new ArrayList<>();

  private CelArithmetic(boolean inDecimals) {
    this.inDecimals = inDecimals;
  }

  /**
   * @param inDecimals whether sums, differences and products come out as on paper, so that they can
   *     be compared; else as doubles have them, to be rounded afterwards
   */
  static CelCompilerBuilder equip(
      CelCompilerBuilder compiler, CelRuntimeBuilder runtime, boolean inDecimals) {
    var arithmetic = new CelArithmetic(inDecimals);
    arithmetic.operator("_-_", Operation.SUBTRACT);
    arithmetic.operator("_*_", Operation.MULTIPLY);
    arithmetic.operator("_/_", Operation.DIVIDE);
    arithmetic.plus();
    arithmetic.helpers();
    var _ =
        runtime
            .setStandardFunctions(standardFunctions())
            .addLibraries(CelExtensions.math())
            .addFunctionBindings(arithmetic.bound);
    return compiler
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(standardNames())
        .addLibraries(CelExtensions.math())
        .addFunctionDeclarations(arithmetic.declared);
  }

  private void operator(String symbol, Operation meaning) {
    declared.add(CelFunctionDecl.newFunctionDeclaration(symbol, mixedDeclarations(meaning)));
    bound.addAll(CelFunctionBinding.fromOverloads(symbol, mixed(meaning)));
  }

  private void plus() {
    var overloads = new ArrayList<>(mixedDeclarations(Operation.ADD));
    overloads.add(CelOverloadDecl.newGlobalOverload("add_lists", LIST, LIST, LIST));
    declared.add(CelFunctionDecl.newFunctionDeclaration("_+_", overloads));
    var meanings = new ArrayList<>(mixed(Operation.ADD));
    meanings.add(
        CelFunctionBinding.from("add_lists", List.class, List.class, CelArithmetic::joined));
    bound.addAll(CelFunctionBinding.fromOverloads("_+_", meanings));
  }

  private void helpers() {
    declare("sum", "sum_list", LIST);
    bind("sum", CelFunctionBinding.from("sum_list", List.class, CelArithmetic::sum));
    declare("avg", "avg_list", LIST);
    bind("avg", CelFunctionBinding.from("avg_list", List.class, l -> sum(l) / l.size()));
    declare("round", "round_number", SimpleType.DYN, SimpleType.INT);
    bind(
        "round",
        CelFunctionBinding.from("round_number", Number.class, Long.class, CelArithmetic::rounded));
  }

  private void declare(String function, String overload, CelType... arguments) {
    declared.add(
        CelFunctionDecl.newFunctionDeclaration(
            function, CelOverloadDecl.newGlobalOverload(overload, SimpleType.DOUBLE, arguments)));
  }

  private void bind(String function, CelFunctionBinding binding) {
    bound.addAll(CelFunctionBinding.fromOverloads(function, binding));
  }

  private static List<CelOverloadDecl> mixedDeclarations(Operation meaning) {
    var all = new ArrayList<CelOverloadDecl>();
    for (var left : List.of(SimpleType.DOUBLE, SimpleType.INT)) {
      for (var right : List.of(SimpleType.DOUBLE, SimpleType.INT)) {
        var id = meaning + "_" + left.name() + "_" + right.name();
        all.add(CelOverloadDecl.newGlobalOverload(id, SimpleType.DOUBLE, left, right));
      }
    }
    return all;
  }

  private List<CelFunctionBinding> mixed(Operation meaning) {
    return List.of(
        binding("_double_double", Double.class, Double.class, meaning),
        binding("_double_int", Double.class, Long.class, meaning),
        binding("_int_double", Long.class, Double.class, meaning),
        binding("_int_int", Long.class, Long.class, meaning));
  }

  private <A extends Number, B extends Number> CelFunctionBinding binding(
      String kinds, Class<A> left, Class<B> right, Operation meaning) {
    return inDecimals
        ? CelFunctionBinding.from(
            meaning + kinds,
            left,
            right,
            (a, b) -> meaning.decimal(a.doubleValue(), b.doubleValue()))
        : CelFunctionBinding.from(
            meaning + kinds, left, right, (a, b) -> meaning.of(a.doubleValue(), b.doubleValue()));
  }

  private static double sum(List<?> numbers) {
    var sum = BigDecimal.ZERO;
    for (var one : numbers) {
      if (!(one instanceof Number number))
        throw new IllegalArgumentException("not a number: " + one);
      sum = sum.add(new BigDecimal(number.toString()));
    }
    return sum.doubleValue();
  }

  private static double rounded(Number number, long decimals) {
    var scale = Math.toIntExact(Math.clamp(decimals, 0L, 15L));
    return new BigDecimal(number.toString()).setScale(scale, RoundingMode.HALF_UP).doubleValue();
  }

  private static List<Object> joined(List<?> left, List<?> right) {
    var max = CelLimits.MODEL.iterationsMax();
    if (left.size() + right.size() > max) {
      throw new IllegalArgumentException("a list of more than " + max + " items");
    }
    var all = new ArrayList<Object>(left);
    all.addAll(right);
    return all;
  }

  private static CelStandardDeclarations standardNames() {
    return CelStandardDeclarations.newBuilder()
        .excludeFunctions(
            CelStandardDeclarations.StandardFunction.ADD,
            CelStandardDeclarations.StandardFunction.SUBTRACT,
            CelStandardDeclarations.StandardFunction.MULTIPLY,
            CelStandardDeclarations.StandardFunction.DIVIDE)
        .build();
  }

  private static CelStandardFunctions standardFunctions() {
    return CelStandardFunctions.newBuilder()
        .excludeFunctions(
            CelStandardFunctions.StandardFunction.ADD,
            CelStandardFunctions.StandardFunction.SUBTRACT,
            CelStandardFunctions.StandardFunction.MULTIPLY,
            CelStandardFunctions.StandardFunction.DIVIDE)
        .build();
  }
}
