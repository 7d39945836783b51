package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Condition;
import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.Expressions.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one tool's results are held against, compiled. Immutable, thread-safe.
 *
 * <p>A result that does not fit the schema is not looked into any further: whatever else is asked
 * was written for results that do. Of a broken rule at most {@value #FLAWS_MAX} instances are told,
 * in {@value #DETAIL_CHARS_MAX} characters each.
 */
final class ResultContract {
  private static final int FLAWS_MAX = 8;
  private static final int DETAIL_CHARS_MAX = 400;

  private final @Nullable StrictSchema schema;
  private final @Nullable Age age;
  private final List<Rule> completeWhen;
  private final List<Rule> checks;

  private ResultContract(
      @Nullable StrictSchema schema,
      @Nullable Age age,
      List<Rule> completeWhen,
      List<Rule> checks) {
    this.schema = schema;
    this.age = age;
    this.completeWhen = List.copyOf(completeWhen);
    this.checks = List.copyOf(checks);
  }

  /** One compiled condition. */
  private record Rule(Condition condition, Expression expression) {}

  /**
   * A result as it came.
   *
   * @param arguments what the tool was called with, without the key
   * @param headers of the response, their names in lower case; empty if there are none
   * @param at when it came, by the journal's clock
   */
  record Reply(Value.Obj arguments, Value result, Map<String, String> headers, Instant at) {}

  /**
   * Compiles what is asked of a tool's results.
   *
   * @param base what the place of an error begins with, as in {@code get_order.}
   * @throws dev.interlock.runtime.UserError if a schema or expression cannot be used
   */
  static ResultContract of(
      ResultTerms terms, Schemas schemas, Expressions expressions, String base) {
    var written = terms.schema();
    var freshness = terms.freshness();
    return new ResultContract(
        written == null
            ? null
            : Compiling.at(base + "result", () -> schemas.compileAsWritten(written)),
        freshness == null ? null : Age.of(freshness),
        rules(base + "complete-when", terms.completeWhen(), expressions),
        rules(base + "checks", terms.checks(), expressions));
  }

  private static List<Rule> rules(String key, List<Condition> conditions, Expressions expressions) {
    var rules = new ArrayList<Rule>();
    for (var condition : conditions) {
      rules.add(
          new Rule(
              condition,
              Compiling.at(
                  key + "[" + rules.size() + "]",
                  () -> expressions.compile(Kind.RESULT, condition.that()))));
    }
    return rules;
  }

  boolean needsSchemas() {
    return schema != null;
  }

  boolean needsExpressions() {
    return !completeWhen.isEmpty() || !checks.isEmpty();
  }

  /**
   * @param evaluators what the charter's facts are established with
   */
  Assessment assess(Reply reply, String evaluators) {
    if (schema != null) {
      var misfits = schema.check(reply.result());
      if (!misfits.isEmpty()) {
        return Assessment.of(
            misfits.stream().limit(FLAWS_MAX).map(ResultContract::misfit).toList(), evaluators);
      }
    }
    var flaws = new ArrayList<Flaw>();
    if (age != null) age.flaw(reply).ifPresent(flaws::add);
    if (needsExpressions()) {
      var names =
          Map.of("result", CelValues.of(reply.result()), "args", CelValues.of(reply.arguments()));
      hold(checks, ResultFault.CONTRADICTION, names, flaws);
      hold(completeWhen, ResultFault.INCOMPLETE, names, flaws);
    }
    return Assessment.of(flaws.stream().limit(FLAWS_MAX).toList(), evaluators);
  }

  private static void hold(
      List<Rule> rules, ResultFault broken, Map<String, Object> names, List<Flaw> flaws) {
    for (var rule : rules) {
      var outcome = rule.expression.test(names, _ -> 0);
      switch (outcome.truth()) {
        case TRUE -> {}
        case FALSE -> flaws.add(flaw(broken, said(rule.condition) + " does not hold"));
        case ERROR ->
            flaws.add(
                flaw(
                    ResultFault.UNDECIDED,
                    said(rule.condition) + " cannot be evaluated: " + outcome.detail()));
      }
    }
  }

  private static String said(Condition condition) {
    return condition.reason().isEmpty()
        ? condition.that()
        : condition.reason() + " (" + condition.that() + ")";
  }

  private static Flaw misfit(Violation violation) {
    var where = violation.path().isEmpty() ? "the result" : violation.path();
    return flaw(ResultFault.SHAPE, where + " " + violation.problem());
  }

  static Flaw flaw(ResultFault fault, String detail) {
    var line = detail.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return new Flaw(
        fault,
        line.length() <= DETAIL_CHARS_MAX ? line : line.substring(0, DETAIL_CHARS_MAX) + "…");
  }
}
