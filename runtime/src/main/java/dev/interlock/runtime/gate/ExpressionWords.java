package dev.interlock.runtime.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in an expression.
 *
 * @param names the names that it uses
 * @param counted the tools that it counts by name
 * @param facts the names of what is read that it uses, as in {@code facts.NAME}
 * @param numbers the numbers that it states
 */
record ExpressionWords(
    Set<String> names, Set<String> counted, Set<String> facts, List<BigDecimal> numbers) {
  ExpressionWords {
    names = Set.copyOf(names);
    counted = Set.copyOf(counted);
    facts = Set.copyOf(facts);
    numbers = List.copyOf(numbers);
  }

  static ExpressionWords of(CelAbstractSyntaxTree tree) {
    var nodes =
        CelNavigableAst.fromAst(tree).getRoot().allNodes().map(CelNavigableExpr::expr).toList();
    return new ExpressionWords(
        of(nodes, Kind.IDENT).map(one -> one.ident().name()).collect(Collectors.toSet()),
        of(nodes, Kind.CALL)
            .filter(call -> call.call().function().equals(Expression.CALLED))
            .flatMap(call -> call.call().args().stream())
            .filter(argument -> argument.getKind() == Kind.CONSTANT)
            .map(CelExpr::constant)
            .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
            .map(CelConstant::stringValue)
            .collect(Collectors.toSet()),
        of(nodes, Kind.SELECT)
            .map(CelExpr::select)
            .filter(select -> select.operand().getKind() == Kind.IDENT)
            .filter(select -> select.operand().ident().name().equals("facts"))
            .map(select -> select.field())
            .collect(Collectors.toSet()),
        of(nodes, Kind.CONSTANT).map(CelExpr::constant).flatMap(ExpressionWords::number).toList());
  }

  private static Stream<CelExpr> of(List<CelExpr> nodes, Kind kind) {
    return nodes.stream().filter(node -> node.getKind() == kind);
  }

  private static Stream<BigDecimal> number(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> Stream.of(BigDecimal.valueOf(constant.int64Value()));
      case DOUBLE_VALUE ->
          Double.isFinite(constant.doubleValue())
              ? Stream.of(BigDecimal.valueOf(constant.doubleValue()))
              : Stream.of();
      default -> Stream.of();
    };
  }
}
