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
import java.util.function.DoubleBinaryOperator;

/**
 * Arithmetic as people write it on paper: {@code 1 / 2} is 0.5, and {@code 2.5 * 100} is allowed.
 * In place of CEL's, whose kinds of numbers do not mix. Texts do not add up, and lists only up to
 * as many items as there may be iterations, so that no expression can grow values without end.
 */
final class CelArithmetic {
  private static final CelType ITEM = TypeParamType.create("T");
  private static final CelType LIST = ListType.create(ITEM);

  private final List<CelFunctionDecl> declared = new ArrayList<>();
  private final List<CelFunctionBinding> bound = new ArrayList<>();

  static CelCompilerBuilder equip(CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    var arithmetic = new CelArithmetic();
    arithmetic.operator("_-_", "subtract", (a, b) -> a - b);
    arithmetic.operator("_*_", "multiply", (a, b) -> a * b);
    arithmetic.operator("_/_", "divide", (a, b) -> a / b);
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

  private void operator(String symbol, String name, DoubleBinaryOperator meaning) {
    var mixed = mixed(name, meaning);
    declared.add(CelFunctionDecl.newFunctionDeclaration(symbol, mixedDeclarations(name)));
    bound.addAll(CelFunctionBinding.fromOverloads(symbol, mixed));
  }

  private void plus() {
    var overloads = new ArrayList<>(mixedDeclarations("add"));
    overloads.add(CelOverloadDecl.newGlobalOverload("add_lists", LIST, LIST, LIST));
    declared.add(CelFunctionDecl.newFunctionDeclaration("_+_", overloads));
    var meanings = new ArrayList<>(mixed("add", (a, b) -> a + b));
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

  private static List<CelOverloadDecl> mixedDeclarations(String name) {
    var all = new ArrayList<CelOverloadDecl>();
    for (var left : List.of(SimpleType.DOUBLE, SimpleType.INT)) {
      for (var right : List.of(SimpleType.DOUBLE, SimpleType.INT)) {
        var id = name + "_" + left.name() + "_" + right.name();
        all.add(CelOverloadDecl.newGlobalOverload(id, SimpleType.DOUBLE, left, right));
      }
    }
    return all;
  }

  private static List<CelFunctionBinding> mixed(String name, DoubleBinaryOperator meaning) {
    return List.of(
        binding(name + "_double_double", Double.class, Double.class, meaning),
        binding(name + "_double_int", Double.class, Long.class, meaning),
        binding(name + "_int_double", Long.class, Double.class, meaning),
        binding(name + "_int_int", Long.class, Long.class, meaning));
  }

  private static <A extends Number, B extends Number> CelFunctionBinding binding(
      String overload, Class<A> left, Class<B> right, DoubleBinaryOperator meaning) {
    return CelFunctionBinding.from(
        overload, left, right, (a, b) -> meaning.applyAsDouble(a.doubleValue(), b.doubleValue()));
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
