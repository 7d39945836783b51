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

  private static final CelType MEMBERS = MapType.create(SimpleType.STRING, SimpleType.DYN);

  /** Kinds that come out as whatever an argument may be. */
  private static final Set<Kind> FREE =
      EnumSet.of(Kind.COMPENSATE, Kind.FALLBACK, Kind.LOOK, Kind.LOOK_AFTER, Kind.LOOK_ANSWER);

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
          case POLICY -> call(counting(compiler, runtime)).addVar("now", SimpleType.TIMESTAMP);
          case LOOK -> call(compiler);
          case DONE_WHEN ->
              counting(compiler, runtime).addVar("output", SimpleType.DYN).addVar("facts", MEMBERS);
          case LOOK_ANSWER ->
              compiler
                  .addVar("goal", SimpleType.STRING)
                  .addVar("output", SimpleType.DYN)
                  .addVar("facts", MEMBERS);
          case LOOK_AFTER, CONFIRM ->
              compiler
                  .addVar("args", MEMBERS)
                  .addVar("result", SimpleType.DYN)
                  .addVar("facts", MEMBERS);
          case UNTIL -> counting(compiler, runtime);
          case COMPENSATE -> compiler.addVar("result", SimpleType.DYN).addVar("args", MEMBERS);
          case HAPPENED_WHEN -> compiler.addVar("result", SimpleType.DYN);
          case FALLBACK ->
              compiler
                  .addVar("goal", SimpleType.STRING)
                  .addVar("reason", SimpleType.STRING)
                  .addVar("results", MEMBERS);
          case RESULT ->
              CelArithmetic.equip(compiler, runtime, true)
                  .addVar("result", SimpleType.DYN)
                  .addVar("args", MEMBERS);
          case FIGURE ->
              CelArithmetic.equip(compiler, runtime, false)
                  .addVar("inputs", ListType.create(SimpleType.DYN));
        };
  }

  private static CelCompilerBuilder call(CelCompilerBuilder compiler) {
    return compiler
        .addVar("tool", SimpleType.STRING)
        .addVar("args", MEMBERS)
        .addVar("facts", MEMBERS)
        .addVar("principal.name", SimpleType.STRING)
        .addVar("principal.roles", ListType.create(SimpleType.STRING))
        .addVar("principal.tenant", SimpleType.STRING)
        .addVar("goal", SimpleType.STRING);
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
      if (!FREE.contains(kind) && !wanted().contains(tree.getResultType().kind())) {
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
