package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a charter says in JSON Schema or CEL.
 *
 * @param arguments what each offered tool takes, and each that takes an effect back; by tool name
 * @param policy by rule id, in file order
 * @param happenedWhen how a query's answer is read; by the name of the tool that is asked about
 * @param results what each tool's results are held against; by tool name, only of tools that ask
 * @param answers what is to be known of a final answer
 * @param phases when one phase gives way to the next
 * @param compensations what effects are taken back with
 * @param readings what is read for rulings
 * @param fallback what the fallback function is given; null if there is none
 * @param evaluators what all this needs
 */
record CompiledCharter(
    Map<String, ArgumentsSchema> arguments,
    Map<String, Expression> policy,
    Map<String, Expression> happenedWhen,
    Map<String, ResultContract> results,
    Answers answers,
    Phases phases,
    Compensations compensations,
    Readings readings,
    @Nullable FallbackArguments fallback,
    String evaluators) {

  CompiledCharter {
    arguments = Map.copyOf(arguments);
    policy = Collections.unmodifiableMap(new LinkedHashMap<>(policy));
    happenedWhen = Map.copyOf(happenedWhen);
    results = Map.copyOf(results);
  }

  /**
   * @throws UserError if a schema or expression cannot be used
   */
  static CompiledCharter of(Charter charter) {
    return new Compiler(charter).compiled();
  }

  private static final class Compiler {
    private final Charter charter;
    private final Schemas schemas = new Schemas();
    private final Expressions expressions = new Expressions();

    private Compiler(Charter charter) {
      this.charter = charter;
    }

    private CompiledCharter compiled() {
      var arguments = arguments();
      var policy = policy();
      var happenedWhen = happenedWhen();
      var results = results();
      var doneWhen = doneWhen();
      var output = charter.rules().output();
      var function = charter.rules().fallbackFunction();
      var proves = output != null && output.evidence() != null;
      var answers =
          checked(
              "output.schema", () -> new Answers(charter, schemas, doneWhen, () -> expressions));
      var usesSchemas =
          arguments.values().stream().anyMatch(ArgumentsSchema::needsLibrary)
              || results.values().stream().anyMatch(ResultContract::needsSchemas)
              || (output != null && (output.schema() != null || output.enveloped()));
      var until = until();
      var compensations = compensations();
      var readings = new ReadingsCompiler(charter, this::compiled).compiled();
      var mapped = fallback();
      var usesCel =
          proves
              || compensations.needsExpressions()
              || readings.needsExpressions()
              || !until.isEmpty()
              || !mapped.isEmpty()
              || results.values().stream().anyMatch(ResultContract::needsExpressions)
              || !policy.isEmpty()
              || !happenedWhen.isEmpty()
              || !doneWhen.isEmpty();
      return new CompiledCharter(
          arguments,
          policy,
          happenedWhen,
          results,
          answers,
          new Phases(charter.rules().phases(), until),
          compensations,
          readings,
          function == null ? null : new FallbackArguments(function.tool(), mapped),
          Evaluators.of(usesSchemas, usesCel));
    }

    private Map<String, ArgumentsSchema> arguments() {
      var all = new LinkedHashMap<String, ArgumentsSchema>();
      for (var tool : charter.tools()) {
        if (!isJudged(tool)) continue;
        var schema = tool.descriptor().input();
        all.put(
            tool.name(), checked("tool " + tool.name(), () -> ArgumentsSchema.of(schema, schemas)));
      }
      return all;
    }

    /** What a query is given, the runtime itself puts together. */
    private boolean isJudged(ToolContract tool) {
      var function = charter.rules().fallbackFunction();
      return tool.exposure() == ToolContract.Exposure.MODEL
          || (function != null && function.tool().equals(tool.name()))
          || charter.tools().stream()
              .anyMatch(
                  other -> other.undo() instanceof Undo.By(var by, _) && by.equals(tool.name()))
          || charter.looks().stream().anyMatch(look -> look.tool().equals(tool.name()));
    }

    private Compensations compensations() {
      var all = new LinkedHashMap<String, Map<String, Expression>>();
      for (var tool : charter.tools()) {
        if (!(tool.undo() instanceof Undo.By(_, var args)) || args == null) continue;
        var expressions = new LinkedHashMap<String, Expression>();
        new TreeMap<>(args)
            .forEach((name, source) -> {
              var where = tool.name() + ".compensate.args." + name;
              expressions.put(name, compiled(Kind.COMPENSATE, source, where));
            });
        all.put(tool.name(), expressions);
      }
      return new Compensations(all);
    }

    private Map<String, Expression> fallback() {
      var all = new LinkedHashMap<String, Expression>();
      var function = charter.rules().fallbackFunction();
      if (function == null) return all;
      function
          .arguments()
          .forEach((name, source) -> {
            var where = "fallback-function.args." + name;
            all.put(name, compiled(Kind.FALLBACK, source, where));
          });
      return all;
    }

    private Map<String, Expression> policy() {
      var all = new LinkedHashMap<String, Expression>();
      var facts =
          charter.tools().stream()
              .flatMap(tool -> tool.groundsOrNone().facts().stream())
              .map(Look::name)
              .collect(Collectors.toSet());
      for (var rule : charter.rules().policy()) {
        all.put(rule.id(), compiled(Kind.POLICY, rule.when(), rule.id() + ".when", facts));
      }
      return all;
    }

    private Map<String, Expression> happenedWhen() {
      var all = new LinkedHashMap<String, Expression>();
      for (var tool : charter.tools()) {
        if (tool.effect() instanceof EffectClass.Reconcile(_, var query)) {
          var where = tool.name() + ".reconcile.happened-when";
          all.put(tool.name(), compiled(Kind.HAPPENED_WHEN, query.happenedWhen(), where));
        }
      }
      return all;
    }

    private Map<String, ResultContract> results() {
      var all = new LinkedHashMap<String, ResultContract>();
      for (var tool : charter.tools()) {
        var terms = tool.result();
        if (terms == null) continue;
        all.put(tool.name(), ResultContract.of(terms, schemas, expressions, tool.name() + "."));
      }
      return all;
    }

    private List<Expression> doneWhen() {
      var all = new ArrayList<Expression>();
      var facts =
          charter.rules().factsOrNone().stream().map(Look::name).collect(Collectors.toSet());
      for (var condition : charter.rules().doneWhen()) {
        all.add(compiled(Kind.DONE_WHEN, condition, "done-when[" + all.size() + "]", facts));
      }
      return all;
    }

    private Map<Integer, Expression> until() {
      var all = new LinkedHashMap<Integer, Expression>();
      var phases = charter.rules().phases();
      for (var i = 0; i < phases.size(); i++) {
        var until = phases.get(i).until();
        if (until != null) all.put(i, compiled(Kind.UNTIL, until, "phases[" + i + "].until"));
      }
      return all;
    }

    private Expression compiled(Kind kind, String source, String where) {
      return compiled(kind, source, where, Set.of());
    }

    /**
     * @param facts what is read for what the expression is about
     */
    private Expression compiled(Kind kind, String source, String where, Set<String> facts) {
      var expression = checked(where, () -> expressions.compile(kind, source));
      for (var tool : expression.words().counted()) {
        if (charter.tool(tool).isEmpty()) {
          throw new UserError(
              "called(\"" + tool + "\") counts a tool that the agent does not have",
              where,
              "it would always be 0; name one of the agent's tools");
        }
      }
      for (var fact : expression.words().facts()) {
        if (facts.contains(fact)) continue;
        throw new UserError(
            "facts." + fact + " is not read for it",
            where,
            facts.isEmpty() ? "no facts are" : "it has " + String.join(", ", new TreeSet<>(facts)));
      }
      return expression;
    }

    private static <T> T checked(String where, Supplier<T> made) {
      return Compiling.at(where, made);
    }
  }
}
