package dev.interlock.runtime.gate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiles CEL expressions (cel.dev), each kind against the names that it may use. Thread-safe;
 * makes an environment when the first expression of its kind comes.
 *
 * <p>Integers of JSON are {@code int}, decimals {@code double}; integers beyond 64 bits are {@code
 * double} too. Comparison is across kinds of numbers ({@code 50 < 100.0}); arithmetic is CEL's own
 * and is not ({@code 50 * 1.5} breaks; write {@code double(args.amount) * 1.5}), but for {@link
 * Kind#FIGURE} and {@link Kind#RESULT}. A missing key, a value of the wrong kind, an overflow: the
 * outcome is an error, never false.
 *
 * <p>Limits: 4,000 characters, 500 nodes, 10,000 iterations in one evaluation (for a figure, which
 * a model writes: 1,000, 150 and 2,000), loops nested 3 deep, patterns in linear time (RE2).
 */
public final class Expressions {

  /** What an expression is for. */
  public enum Kind {
    /**
     * {@code policy[].when}: true or false over a call, who wants it, what was read for it and the
     * time.
     */
    POLICY(
        "tool, args, facts, now, principal.name, principal.roles, principal.tenant, goal,"
            + " called(tool)"),
    /** {@code done-when[]}: true or false over output, what was read for it and called(). */
    DONE_WHEN("output, facts, called(tool)"),
    /** {@code facts.*.args} of a tool: any value over a call and what was read before. */
    LOOK("tool, args, facts, principal.name, principal.roles, principal.tenant, goal"),
    /** {@code done-when.facts.*.args} of a tool: any value over a call that is done. */
    LOOK_AFTER("args, result, facts"),
    /** {@code facts.*.args} of the agent: any value over an answer and what was read before. */
    LOOK_ANSWER("goal, output, facts"),
    /** {@code done-when.that} of a tool: true or false over a call that is done. */
    CONFIRM("args, result, facts"),
    /** {@code phases[].until}: true or false over called(). */
    UNTIL("called(tool)"),
    /** {@code fallback-function.args}: any value over goal, reason and results by tool. */
    FALLBACK("goal, reason, results"),
    /** {@code reconcile.happened-when}: true or false over result. */
    HAPPENED_WHEN("result"),
    /** {@code compensate.args.*}: the value of an argument, over args and result. */
    COMPENSATE("args, result"),
    /**
     * {@code complete-when[]} and {@code checks[]} of a tool: true or false over result and args.
     * With the arithmetic and the functions of a {@link #FIGURE}, but that sums, differences and
     * products come out as on paper: {@code 0.1 + 0.2 == 0.3}.
     */
    RESULT("result, args, sum(list), avg(list), round(number, decimals), math.*"),
    /**
     * The {@code expr} of a figure: a number over inputs. Every number in {@code inputs} is a
     * {@code double}, {@code /} never cuts off, numbers of both kinds mix, and there are {@code
     * sum(list)}, {@code avg(list)}, {@code round(number, decimals)} and CEL's {@code math}
     * functions.
     */
    FIGURE("inputs, sum(list), avg(list), round(number, decimals), math.*");

    private final String names;

    Kind(String names) {
      this.names = names;
    }

    /** The names that an expression may use, for people. */
    public String names() {
      return names;
    }
  }

  private final Map<Kind, CelEnvironment> environments = new ConcurrentHashMap<>();

  /** Returns what is wrong with an expression, with the position; empty if it can be used. */
  public Optional<String> problem(Kind kind, String source) {
    try {
      var _ = compile(kind, source);
      return Optional.empty();
    } catch (BadExpressionException bad) {
      return Optional.of(bad.problem());
    }
  }

  /**
   * @throws BadExpressionException if the expression cannot be used
   */
  Expression compile(Kind kind, String source) {
    return environments.computeIfAbsent(kind, CelEnvironment::of).compile(source);
  }
}
