package dev.interlock.testkit.script;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * CEL over what the model is shown, with one function more: {@code find(text, pattern)} gives the
 * first group of the first match, or an empty text.
 */
final class Expressions {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

  private final Cel cel;
  private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

  /**
   * @param names the names that the script itself defines
   */
  Expressions(List<String> names) {
    var text = SimpleType.STRING;
    var byTool = MapType.create(text, SimpleType.DYN);
    var builder =
        CelFactory.legacyCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addCompilerLibraries(CelExtensions.math(), CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.math(), CelExtensions.strings())
            .addVar("goal", text)
            .addVar("last", text)
            .addVar("shown", ListType.create(text))
            .addVar("result", byTool)
            .addVar("entry", MapType.create(text, SimpleType.INT))
            .addVar("results", MapType.create(text, ListType.create(SimpleType.DYN)))
            .addVar("proposed", MapType.create(text, SimpleType.INT))
            .addVar("outcome", MapType.create(text, text))
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "find", CelOverloadDecl.newGlobalOverload("find_text", text, text, text)))
            .addFunctionBindings(
                CelFunctionBinding.from(
                    "find_text", String.class, String.class, Expressions::find));
    for (var name : names) builder.addVar(name, SimpleType.DYN);
    cel = builder.build();
  }

  /**
   * @throws CelValidationException if the expression is none
   */
  void check(String expression) throws CelValidationException {
    programs.put(expression, compiled(expression));
  }

  /**
   * @throws CelEvaluationException if it has no value for these variables
   */
  Object evaluate(String expression, Map<String, Object> variables) throws CelEvaluationException {
    var program = programs.get(expression);
    if (program == null) throw new IllegalStateException("not checked: " + expression);
    return program.eval(new TreeMap<>(variables));
  }

  private CelRuntime.Program compiled(String expression) throws CelValidationException {
    try {
      return cel.createProgram(cel.compile(expression).getAst());
    } catch (CelEvaluationException broken) {
      throw new IllegalStateException(expression, broken);
    }
  }

  private static String find(String text, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) return "";
    return matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
  }
}
