package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.runtime.gate.Expressions.Kind;
import dev.interlock.runtime.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExpressionsTest {
  private static final Expressions EXPRESSIONS = new Expressions();
  private static final String ARGS =
      """
      {"amount":50,"price":12.50,"big":123456789012345678901234567890,"none":null,"list":[1,2,3],
       "text":"x","deep":{"a":{"b":true}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tool == 'pay' && args.amount < 100.0        | TRUE  |",
        "args.amount > 50.0                          | FALSE |",
        "args.price > 12                             | TRUE  |",
        "args.price == 12.5                          | TRUE  |",
        "args.big > 9223372036854775807              | TRUE  |",
        "args.none == null                           | TRUE  |",
        "args.deep.a.b                               | TRUE  |",
        "has(args.nothing)                           | FALSE |",
        "args.list.exists(x, x == 2.0)               | TRUE  |",
        "called('look') == 3 && called('pay') == 0   | TRUE  |",
        "'clerk' in principal.roles                  | TRUE  |",
        "principal.name == 'ann' && principal.tenant == 't' | TRUE |",
        "goal.contains('o-991')                      | TRUE  |",
        "args.nothing > 1                            | ERROR | key 'nothing' is not present in"
            + " map.",
        "args.deep.z.b                               | ERROR | key 'z' is not present in map.",
        "args.list[7] == 1                           | ERROR | Index out of bounds: 7",
        "args.text > 1                               | ERROR | No matching overload for function"
            + " '_>_'.",
        "args.amount * 1.5 > 1.0                     | ERROR | No matching overload for function"
            + " '_*_'.",
        "double(args.amount) * 1.5 > 1.0             | TRUE  |",
        "args.amount                                 | ERROR | came out as a number, not as true or"
            + " false",
        "args.amount + 9223372036854775807 > 0       | ERROR | long overflow",
        "tool == 'pay' ? has(args.text) : args.nothing | TRUE |"
      })
  void a_rule_comes_out_true_false_or_in_error(String source, Truth truth, String detail) {
    var outcome = EXPRESSIONS.compile(Kind.POLICY, source).test(names(), calls("look", 3));
    assertThat(outcome).isEqualTo(new Expression.Outcome(truth, detail == null ? "" : detail));
  }

  static Stream<Arguments> badExpressions() {
    return Stream.of(
        arguments(
            Kind.POLICY,
            "tool == 1",
            "found no matching overload for '_==_' applied to '(string, int)' at column 6"),
        arguments(
            Kind.POLICY,
            "foo > 1",
            "undeclared reference to 'foo' at column 1; the names are: tool, args,"),
        arguments(
            Kind.POLICY,
            "principal.rolez == 'x'",
            "undeclared reference to 'principal' at column 1"),
        arguments(
            Kind.POLICY,
            "true &&\n  output.a == 1",
            "undeclared reference to 'output' at line 2, column 3"),
        arguments(Kind.POLICY, "args.amount >", "it ends too early at column 14"),
        arguments(Kind.POLICY, "'x'", "must come out as true or false, comes out as string"),
        arguments(Kind.POLICY, "called(1) > 0", "found no matching overload for 'called'"),
        arguments(Kind.DONE_WHEN, "args.a == 1", "undeclared reference to 'args'"),
        arguments(Kind.HAPPENED_WHEN, "called('x') == 1", "undeclared reference to 'called'"),
        arguments(Kind.FIGURE, "inputs[0] > 1.0", "must come out as a number, comes out as bool"),
        arguments(Kind.FIGURE, "'a' + 'b'", "found no matching overload for '_+_'"),
        arguments(
            Kind.POLICY,
            "[1].all(a,[1].all(b,[1].all(c,[1].all(d,true))))",
            "loops (all, exists, map, filter) are nested more than 3 deep"),
        arguments(
            Kind.POLICY, "true" + " && true".repeat(600), "expression code point size exceeds"),
        arguments(Kind.FIGURE, "1" + "+1".repeat(200), "expression node limit (150) exceeded"));
  }

  @ParameterizedTest
  @MethodSource("badExpressions")
  void an_expression_that_cannot_be_used_is_refused_at_load(
      Kind kind, String source, String problem) {
    assertThat(EXPRESSIONS.problem(kind, source)).get().asString().startsWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "inputs[0] / inputs[1] * 100          | 42.6",
        "(inputs[0] + inputs[1]) / 2          | 356.5",
        "(inputs[0] + inputs[1]) / 2.0        | 356.5",
        "1 / 2                                | 0.5",
        "100 * (inputs[1] - inputs[0]) / inputs[0] | 134.74178403756",
        "-inputs[0]                           | -213",
        "inputs[6] + inputs[7]                | 0.3",
        "sum(inputs[3])                       | 6.5",
        "avg(inputs[3])                       | 2.1666666666667",
        "round(inputs[0] / 7, 2)              | 30.43",
        "size(inputs[5])                      | 3",
        "size(inputs[5]) / 2                  | 1.5",
        "inputs[5].filter(r, r.s == 'f').size() | 2",
        "sum(inputs[5].map(r, r.n * 2))       | 12",
        "double(inputs[2]) + 1                | 13.5",
        "math.greatest(inputs[0], inputs[1])  | 500",
        "math.abs(inputs[0] - inputs[1])      | 287",
        "inputs[0] > inputs[1] ? 1 : 2        | 2"
      })
  void a_figure_is_worked_out_as_on_paper(String source, String expected) {
    assertThat(figure(source))
        .isInstanceOfSatisfying(
            Expression.Result.Worked.class,
            worked -> assertThat(worked.value()).isEqualByComparingTo(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "inputs[0] / inputs[4]     | came out as Infinity; was it divided by 0?",
        "inputs[2]                 | came out as a string, not as a number",
        "inputs[3]                 | came out as a list, not as a number",
        "inputs[99]                | Index out of bounds: 99",
        "inputs[0] + inputs[2]     | No matching overload for function '_+_'."
      })
  void a_figure_that_cannot_be_worked_out_says_why(String source, String problem) {
    assertThat(figure(source)).isEqualTo(new Expression.Result.None(problem));
  }

  @Test
  @Timeout(20)
  void loops_and_growing_values_are_cut_short() {
    var list = "[1,2,3,4,5,6,7,8,9,10]";
    var grown = ".map(x, x + x + x + x + x + x)".repeat(3);
    assertThat(figure("[inputs[3]]" + grown + "[0].size()"))
        .isEqualTo(new Expression.Result.Worked(BigDecimal.valueOf(648)));
    assertThat(
            figure(
                "[inputs[3].map(x, [x, x, x, x, x, x, x, x]).size()].map(x, inputs[3] +"
                    + " inputs[3])[0].size()"))
        .isInstanceOf(Expression.Result.Worked.class);
    var many =
        "%s.map(a, %s.map(b, %s.map(c, a * b * c).size()).size()).size()"
            .formatted(list, list, list);
    assertThat(figure(many)).isInstanceOf(Expression.Result.Worked.class);
    var tooMany = many.replace("10]", "10,11,12,13]");
    assertThat(figure(tooMany))
        .isEqualTo(new Expression.Result.None("Iteration budget exceeded: 2000"));
  }

  @Test
  void an_error_that_cannot_change_the_outcome_is_no_error() {
    var either = EXPRESSIONS.compile(Kind.POLICY, "args.nothing == 1 || tool == 'pay'");
    assertThat(either.test(names(), calls("look", 3)).truth()).isEqualTo(Truth.TRUE);
  }

  @Test
  void an_expression_tells_which_tools_it_counts() {
    var expression =
        EXPRESSIONS.compile(
            Kind.DONE_WHEN, "called('b') + called('a') > 1 || called(output.t) > 1");
    assertThat(expression.words().counted()).containsExactlyInAnyOrder("a", "b");
  }

  private static Expression.Result figure(String source) {
    var inputs =
        Json.parse(
            """
            [213, 500, "12.5", [1, 2, 3.5], 0,
             [{"s":"f","n":1},{"s":"g","n":2},{"s":"f","n":3}], 0.1, 0.2]
            """);
    return EXPRESSIONS
        .compile(Kind.FIGURE, source)
        .number(Map.of("inputs", CelValues.forArithmetic(inputs)));
  }

  private static ToLongFunction<String> calls(String tool, long count) {
    return name -> name.equals(tool) ? count : 0;
  }

  private static Map<String, Object> names() {
    return Map.of(
        "tool", "pay",
        "args", CelValues.of(Json.parse(ARGS)),
        "goal", "refund o-991",
        "principal.name", "ann",
        "principal.roles", List.of("clerk"),
        "principal.tenant", "t");
  }
}
