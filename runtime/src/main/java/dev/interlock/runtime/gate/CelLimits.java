package dev.interlock.runtime.gate;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;

/**
 * Bounds what an expression can cost. The library counts iterations over a whole evaluation; what
 * it does not bound is how fast values grow inside nested loops, so the nesting is bounded too.
 *
 * @param lengthMax characters of source
 * @param nodesMax nodes of the syntax tree
 * @param iterationsMax turns of all loops together in one evaluation
 */
record CelLimits(int lengthMax, int nodesMax, int iterationsMax) {
  static final int LOOPS_NESTED_MAX = 3;

  /** What the owner writes. */
  static final CelLimits OWNER = new CelLimits(4_000, 500, 10_000);

  /** What a model writes, many times in one answer. */
  static final CelLimits MODEL = new CelLimits(1_000, 150, 2_000);

  private static final int PATTERN_MAX = 2_000;

  static CelLimits of(Expressions.Kind kind) {
    return switch (kind) {
      case POLICY,
          DONE_WHEN,
          LOOK,
          LOOK_AFTER,
          LOOK_ANSWER,
          CONFIRM,
          UNTIL,
          HAPPENED_WHEN,
          COMPENSATE,
          RESULT,
          FALLBACK ->
          OWNER;
      case FIGURE -> MODEL;
    };
  }

  CelOptions options() {
    return CelOptions.current()
        .enableHeterogeneousNumericComparisons(true)
        .maxExpressionCodePointSize(lengthMax)
        .maxParseExpressionNodeCount(nodesMax)
        .comprehensionMaxIterations(iterationsMax)
        .maxRegexProgramSize(PATTERN_MAX)
        .build();
  }

  /**
   * @throws BadExpressionException if loops are nested too deep
   */
  static void review(CelAbstractSyntaxTree tree) {
    var tooDeep =
        CelNavigableAst.fromAst(tree)
            .getRoot()
            .allNodes()
            .filter(CelLimits::isLoop)
            .anyMatch(node -> loopsAround(node) >= LOOPS_NESTED_MAX);
    if (tooDeep) {
      throw new BadExpressionException(
          "loops (all, exists, map, filter) are nested more than " + LOOPS_NESTED_MAX + " deep");
    }
  }

  private static int loopsAround(CelNavigableExpr node) {
    var loops = 0;
    for (var outer = node.parent(); outer.isPresent(); outer = outer.get().parent()) {
      if (isLoop(outer.get())) loops++;
    }
    return loops;
  }

  private static boolean isLoop(CelNavigableExpr node) {
    return node.getKind() == Kind.COMPREHENSION;
  }
}
