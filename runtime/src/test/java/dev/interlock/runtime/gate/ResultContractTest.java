package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.ResultTerms;
import dev.interlock.kernel.charter.ResultTerms.Condition;
import dev.interlock.kernel.charter.ResultTerms.Freshness;
import dev.interlock.kernel.failure.ResultVerdict;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.UserError;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result is held against its tool's contract, and what cannot be told is never complete. */
class ResultContractTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String ORDER =
      """
      { "type": "object", "required": ["total"],
        "properties": { "total": { "type": "number" }, "items": { "type": "array" } } }
      """;

  @Test
  void a_tool_of_which_nothing_is_asked_is_not_assessed() {
    var finder = FactFinder.of(new Charters().tool("look", "{}").made());

    assertThat(finder.assess("look", Value.Obj.EMPTY, Value.of(1), Map.of(), NOW)).isEmpty();
    assertThat(finder.evaluators()).isEmpty();
  }

  @Test
  void a_result_that_fits_is_complete_and_says_by_what_it_was_found() {
    var found = schema("{\"total\": 12.5}");

    assertThat(found.verdict()).isEqualTo(ResultVerdict.COMPLETE);
    assertThat(found.flaws()).isEmpty();
    assertThat(found.evaluators()).contains("json-schema");
  }

  @Test
  void a_field_that_the_schema_does_not_name_is_let_through() {
    assertThat(schema("{\"total\": 1, \"new\": true}").verdict()).isEqualTo(ResultVerdict.COMPLETE);
  }

  @Test
  void a_result_that_does_not_fit_is_invalid_and_not_looked_into() {
    var terms =
        new ResultTerms(
            Charters.schema(ORDER), null, List.of(), List.of(new Condition("result.x > 1", "")));

    var found = assess(terms, "{\"total\": \"12.5\"}");

    assertThat(found.inWords())
        .isEqualTo("INVALID: /total must be a number, not the string \"12.5\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "result.next == null || !has(result.next) ; {\"next\": null} ; COMPLETE",
        "result.next == null || !has(result.next) ; {} ; COMPLETE",
        "result.next == null || !has(result.next) ; {\"next\": \"page-2\"} ; PARTIAL",
        "size(result.items) == result.total ; {\"items\": [1, 2], \"total\": 2} ; COMPLETE",
        "size(result.items) == result.total ; {\"items\": [1, 2], \"total\": 2.0} ; COMPLETE",
        "size(result.items) == result.total ; {\"items\": [1, 2], \"total\": 4} ; PARTIAL",
        "size(result.items) == result.total ; {\"items\": [1, 2]} ; UNKNOWN",
        "result.items.all(i, i.status == 'ok') ; {\"items\": [{\"status\": \"ok\"}]} ; COMPLETE",
        "result.items.all(i, i.status == 'ok') ; {\"items\": [{\"status\": \"no\"}]} ; PARTIAL",
        "size(result) == args.count ; [1, 2, 3] ; COMPLETE",
        "size(result) == args.count ; [1, 2] ; PARTIAL",
        "result.done ; {\"done\": \"yes\"} ; UNKNOWN",
        "result.done ; \"done\" ; UNKNOWN"
      })
  void complete_when_tells_whole_from_partial(String when, String json, ResultVerdict verdict) {
    var terms = new ResultTerms(null, null, List.of(new Condition(when, "")), List.of());

    assertThat(assess(terms, json).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "result.total == result.net + result.tax | {\"total\": 0.3, \"net\": 0.1, \"tax\": 0.2} |"
            + " COMPLETE",
        "result.total == result.net + result.tax | {\"total\": 12, \"net\": 10, \"tax\": 2.00} |"
            + " COMPLETE",
        "result.total == result.net + result.tax | {\"total\": 12.01, \"net\": 10, \"tax\": 2} |"
            + " INVALID",
        "result.total == result.net + result.tax | {\"total\": 12, \"net\": 10} | UNKNOWN",
        "sum(result.rows.map(r, r.cents)) == result.cents | {\"rows\": [{\"cents\": 1}, {\"cents\":"
            + " 2}], \"cents\": 3} | COMPLETE",
        "result.id == args.id | {\"id\": \"o-1\"} | COMPLETE",
        "result.id == args.id | {\"id\": \"o-2\"} | INVALID"
      })
  void checks_hold_between_fields(String that, String json, ResultVerdict verdict) {
    var terms = new ResultTerms(null, null, List.of(), List.of(new Condition(that, "")));

    assertThat(assess(terms, json).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_condition_is_told_with_its_reason() {
    var check = new Condition("result.total > 0", "an order costs something");
    var terms = new ResultTerms(null, null, List.of(), List.of(check));

    assertThat(assess(terms, "{\"total\": 0}").inWords())
        .isEqualTo("INVALID: an order costs something (result.total > 0) does not hold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"at\": \"2026-03-01T11:50:00Z\"} | COMPLETE",
        "{\"at\": \"2026-03-01T12:50:00+01:00\"} | COMPLETE",
        "{\"at\": \"2026-03-01T12:00:59Z\"} | COMPLETE",
        "{\"at\": \"2026-03-01T11:49:59Z\"} | STALE",
        "{\"at\": 1772366400} | COMPLETE",
        "{\"at\": 1772366400000} | COMPLETE",
        "{\"at\": 1772366400.5} | COMPLETE",
        "{\"at\": 1772360000} | STALE",
        "{\"at\": \"2026-03-01T12:02:00Z\"} | UNKNOWN",
        "{\"at\": \"yesterday\"} | UNKNOWN",
        "{\"at\": \"Sun, 01 Mar 2026 11:59:00 GMT\"} | UNKNOWN",
        "{\"at\": 1e300} | UNKNOWN",
        "{\"at\": -5} | UNKNOWN",
        "{\"at\": null} | UNKNOWN",
        "{\"at\": [1]} | UNKNOWN",
        "{} | UNKNOWN",
        "7 | UNKNOWN"
      })
  void a_result_has_an_age_by_the_journals_clock(String json, ResultVerdict verdict) {
    assertThat(assess(fresh("$.at"), json).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "Sun, 01 Mar 2026 11:59:00 GMT | COMPLETE",
        "Sun, 01 Mar 2026 10:59:00 GMT | STALE",
        "2026-03-01T11:59:00Z | COMPLETE",
        "soon | UNKNOWN",
        "none | UNKNOWN"
      })
  void the_time_may_stand_in_a_header(@Nullable String said, ResultVerdict verdict) {
    var headers = said == null ? Map.<String, String>of() : Map.of("last-modified", said);

    var found =
        finder(fresh("header:Last-Modified"))
            .assess("look", Value.Obj.EMPTY, Value.Obj.EMPTY, headers, NOW);

    assertThat(found.orElseThrow().verdict()).isEqualTo(verdict);
  }

  @Test
  void what_is_told_is_one_line_of_bounded_length_that_steers_no_screen() {
    var said = "\\u001b[31m\\u202e\\n" + "x".repeat(9_000);

    var found = schema("{\"total\": \"" + said + "\"}");

    assertThat(found.inWords()).hasSizeLessThan(500);
    assertThat(found.inWords().chars()).noneMatch(Character::isISOControl);
    assertThat(found.inWords()).doesNotContain("\u202e");
  }

  @Test
  void of_several_flaws_the_gravest_comes_first_and_all_are_told() {
    var terms =
        new ResultTerms(
            null,
            new Freshness(Duration.ofMinutes(10), "$.at"),
            List.of(new Condition("!has(result.next)", "")),
            List.of(new Condition("result.total > 0", "")));

    var found = assess(terms, "{\"at\": \"2026-02-27T10:00:00Z\", \"next\": 2, \"total\": 0}");

    assertThat(found.inWords())
        .isEqualTo(
            "INVALID: result.total > 0 does not hold; it is as of 2026-02-27T10:00:00Z, 2d2h ago;"
                + " it may be 10m0s old; !has(result.next) does not hold");
  }

  @Test
  void what_cannot_be_compiled_is_refused_when_the_charter_is_loaded() {
    var terms = new ResultTerms(null, null, List.of(new Condition("output > 1", "")), List.of());

    assertThatThrownBy(() -> finder(terms))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("undeclared");
  }

  @Test
  void a_schema_that_is_none_is_refused_when_the_charter_is_loaded() {
    var broken = Charters.schema("{\"type\": \"objekt\"}");

    assertThatThrownBy(() -> finder(new ResultTerms(broken, null, List.of(), List.of())))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.where()).isEqualTo("look.result"));
  }

  private static ResultTerms fresh(String asOf) {
    return new ResultTerms(null, new Freshness(Duration.ofMinutes(10), asOf), List.of(), List.of());
  }

  private static Assessment schema(String json) {
    return assess(new ResultTerms(Charters.schema(ORDER), null, List.of(), List.of()), json);
  }

  private static Assessment assess(ResultTerms terms, String json) {
    var arguments = (Value.Obj) Json.parse("{\"count\": 3, \"id\": \"o-1\"}");
    return finder(terms).assess("look", arguments, Json.parse(json), Map.of(), NOW).orElseThrow();
  }

  private static FactFinder finder(ResultTerms terms) {
    return FactFinder.of(new Charters().returning("look", terms).made());
  }
}
