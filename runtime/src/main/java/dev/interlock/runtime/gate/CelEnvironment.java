package dev.interlock.runtime.gate;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.EnumSet;
import java.util.Set;

/** The names and functions that one kind of expression may use. Immutable, thread-safe. */
final class CelEnvironment {
  private static final CelFunctionDecl CALLED =
      CelFunctionDecl.newFunctionDeclaration(
          Expression.CALLED,
          CelOverloadDecl.newGlobalOverload(
              Expression.CALLED_TOOL, SimpleType.INT, SimpleType.STRING));

  private final Cel cel;
  private final Kind kind;

  private CelEnvironment(Cel cel, Kind kind) {
    this.cel = cel;
    this.kind = kind;
  }

  static CelEnvironment of(Kind kind) {
    var options = CelLimits.of(kind).options();
    var compiler =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    var runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options);
    equip(kind, compiler, runtime);
    return new CelEnvironment(CelFactory.combine(compiler.build(), runtime.build()), kind);
  }

  private static void equip(Kind kind, CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    var _ =
        switch (kind) {
          case POLICY ->
              counting(compiler, runtime)
                  .addVar("tool", SimpleType.STRING)
                  .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN))
                  .addVar("principal.name", SimpleType.STRING)
                  .addVar("principal.roles", ListType.create(SimpleType.STRING))
                  .addVar("principal.tenant", SimpleType.STRING)
                  .addVar("goal", SimpleType.STRING);
          case DONE_WHEN -> counting(compiler, runtime).addVar("output", SimpleType.DYN);
          case UNTIL -> counting(compiler, runtime);
          case COMPENSATE ->
              compiler
                  .addVar("result", SimpleType.DYN)
                  .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN));
          case HAPPENED_WHEN -> compiler.addVar("result", SimpleType.DYN);
          case FALLBACK ->
              compiler
                  .addVar("goal", SimpleType.STRING)
                  .addVar("reason", SimpleType.STRING)
                  .addVar("results", MapType.create(SimpleType.STRING, SimpleType.DYN));
          case RESULT ->
              CelArithmetic.equip(compiler, runtime, true)
                  .addVar("result", SimpleType.DYN)
                  .addVar("args", MapType.create(SimpleType.STRING, SimpleType.DYN));
          case FIGURE ->
              CelArithmetic.equip(compiler, runtime, false)
                  .addVar("inputs", ListType.create(SimpleType.DYN));
        };
  }

  private static CelCompilerBuilder counting(
      CelCompilerBuilder compiler, CelRuntimeBuilder runtime) {
    var _ = runtime.addLateBoundFunctions(Expression.CALLED);
    return compiler.addFunctionDeclarations(CALLED);
  }

  /**
   * @throws BadExpressionException if the expression cannot be used
   */
  Expression compile(String source) {
    var tree = checked(source);
    CelLimits.review(tree);
    try {
      return new Expression(cel.createProgram(tree), ExpressionWords.of(tree));
    } catch (CelEvaluationException bad) {
      throw new BadExpressionException(Expression.oneLine(bad));
    }
  }

  private CelAbstractSyntaxTree checked(String source) {
    var result = cel.compile(source);
    if (result.hasError()) throw new BadExpressionException(inWords(result.getErrors().getFirst()));
    try {
      var tree = result.getAst();
      var isFree = kind == Kind.COMPENSATE || kind == Kind.FALLBACK;
      if (!isFree && !wanted().contains(tree.getResultType().kind())) {
        throw new BadExpressionException(
            "must come out as "
                + (kind == Kind.FIGURE ? "a number" : "true or false")
                + ", comes out as "
                + name(tree.getResultType()));
      }
      return tree;
    } catch (CelValidationException bad) {
      throw new BadExpressionException(Expression.oneLine(bad));
    }
  }

  private Set<CelKind> wanted() {
    return kind == Kind.FIGURE
        ? EnumSet.of(CelKind.DYN, CelKind.INT, CelKind.DOUBLE)
        : EnumSet.of(CelKind.DYN, CelKind.BOOL);
  }

  private static String name(CelType type) {
    return type.name().isEmpty() ? type.kind().toString() : type.name();
  }

  private String inWords(CelIssue issue) {
    var at = issue.getSourceLocation();
    var position =
        at.getLine() > 1
            ? "line " + at.getLine() + ", column " + (at.getColumn() + 1)
            : "column " + (at.getColumn() + 1);
    var message = issue.getMessage().replace('\n', ' ').replace(" (in container '')", "");
    var candidates = message.indexOf(" (candidates:");
    var shown = candidates < 0 ? message : message.substring(0, candidates);
    var names = message.contains("undeclared") ? "; the names are: " + kind.names() : "";
    return SyntaxWords.of(shown) + " at " + position + names;
  }
}
