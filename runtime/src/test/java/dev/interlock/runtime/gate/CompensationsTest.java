package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Effects.Fate;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.CompensationImpossible;
import dev.interlock.kernel.run.Event.CompensationPrepared;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an effect is taken back with is worked out from what it was and what it gave. */
class CompensationsTest {
  private static final CommandId PAID = new CommandId(1, 5, 0);
  private static final String UNPAY =
      "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},\"amount\":{},\"note\":{}}}";

  @Test
  void by_name_an_argument_is_taken_from_the_result_else_from_the_call_and_else_left_out() {
    var prepared = prepared(null, "{\"id\":\"r-1\",\"amount\":4}", "{\"amount\":5,\"other\":1}");

    assertThat(prepared.tool()).isEqualTo("unpay");
    assertThat(prepared.arguments().json()).isEqualTo("{\"amount\":4,\"id\":\"r-1\"}");
    assertThat(prepared.command()).isEqualTo(PAID);
    assertThat(prepared.evaluators()).isEmpty();
  }

  @Test
  void by_name_a_result_that_is_no_object_or_is_not_there_gives_nothing() {
    assertThat(prepared(null, "\"done\"", "{\"amount\":5}").arguments().json())
        .isEqualTo("{\"amount\":5}");
    assertThat(prepared(null, "", "{\"amount\":5}").arguments().json()).isEqualTo("{\"amount\":5}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "result.refund.id | '\"r-1\"'",
        "args.amount * 2.0 | 8.2",
        "size(result.rows) | 2",
        "result.rows | [1,2]",
        "{'of': args.amount} | '{\"of\":4.1}'",
        "args.amount > 3.0 | true",
        "null | null"
      })
  void an_expression_gives_any_value_that_json_has(String expression, String value) {
    var prepared =
        prepared(
            Map.of("id", expression),
            "{\"refund\":{\"id\":\"r-1\"},\"rows\":[1,2]}",
            "{\"amount\":4.1}");

    assertThat(prepared.arguments().get("id").map(Value::json)).contains(value);
    assertThat(prepared.evaluators()).contains("cel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "result.refund.id | pay.compensate.args.id: key 'refund' is not present in map.",
        "1 / 0 | pay.compensate.args.id: / by zero",
        "duration('1s') | pay.compensate.args.id: came out as PT1S, which JSON cannot hold"
      })
  void what_cannot_be_worked_out_says_why(String expression, String why) {
    assertThat(event(Map.of("id", expression), "{}", "{}"))
        .isEqualTo(new CompensationImpossible(PAID, why));
  }

  @Test
  void an_expression_over_a_result_that_is_not_there_cannot_be_worked_out() {
    assertThat(event(Map.of("id", "args.amount"), "", "{\"amount\":5}"))
        .isEqualTo(new CompensationImpossible(PAID, "its result cannot be found"));
  }

  @Test
  void an_expression_that_cannot_be_used_is_refused_before_anything_runs() {
    assertThatThrownBy(() -> FactFinder.of(charter(Map.of("id", "output.id"))))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("undeclared reference to 'output'");
  }

  private static CompensationPrepared prepared(
      @Nullable Map<String, String> args, String result, String called) {
    return (CompensationPrepared) event(args, result, called);
  }

  private static Event event(@Nullable Map<String, String> args, String result, String called) {
    var charter = charter(args);
    var principal = Principal.of("ann");
    var first = new Event.RunStarted(new RunId("0".repeat(26)), charter, Digest.NONE, principal);
    var state = Kernel.begin(new Entry(1, Instant.EPOCH, first));
    var call = new InvokeTool(PAID, "c-1", "pay", Json.parse(called), null);
    EntryReader entries =
        entry ->
            entry == 7 && !result.isEmpty() ? Optional.of(Json.parse(result)) : Optional.empty();
    return FactFinder.of(charter)
        .compensation(state, new Effect(call, null, new Fate.Happened(7)), entries);
  }

  private static Charter charter(@Nullable Map<String, String> args) {
    return new Charters()
        .effect("pay", "{}", new Undo.By("unpay", args))
        .effect("unpay", UNPAY, null)
        .made();
  }
}
