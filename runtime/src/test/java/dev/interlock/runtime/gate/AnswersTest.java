package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final Map<Long, String> ENTRIES =
      Map.of(
          7L,
          """
          {"rows":[{"day":"2026-11-20","failed":12,"all":500},{"day":"2026-11-21","failed":213,"all":500}],
           "share":0.426,"lost":-57.333,"total":"1234.50","empty":null,"ok":true}
          """,
          12L,
          """
          {"version":"v2.14.3","service":"payments-api","ticket":42,"at":"2026-11-21T14:05:09Z",
           "reason":"timeout after 900ms","host":"10.0.0.1"}
          """);
  private static final EntryReader READER =
      entry -> Optional.ofNullable(ENTRIES.get(entry)).map(Json::parse);

  @Test
  void without_terms_the_output_is_the_text() {
    var facts = about(new Charters().made(), "It is done, 42 times.");
    assertThat(facts).isEqualTo(formed(Value.of("It is done, 42 times.")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1.50}",
        " \n{\"a\":1.50}\n",
        "```json\n{\"a\":1.50}\n```",
        "```\n{\"a\":1.50}```",
        "\n```JSON\n{\"a\":1.50}\n```\n"
      })
  void with_a_schema_the_text_is_one_json_value_in_at_most_one_fence(String text) {
    var charter = new Charters().output("{\"type\":\"object\",\"properties\":{\"a\":{}}}").made();
    assertThat(about(charter, text)).isEqualTo(formed(Json.parse("{\"a\":1.50}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sure! {\"a\":1}",
        "{\"a\":1} Done.",
        "{\"a\":1}{\"a\":2}",
        "```json\n```json\n{}\n```\n```",
        "```json\n{}\n``` ok",
        "{\"a\":1,\"a\":2}",
        "{a:1}"
      })
  void text_that_is_not_one_json_value_is_a_violation(String text) {
    var facts = about(new Charters().output("{}").doneWhen("output.a == 1").made(), text);
    assertThat(facts.output()).isEqualTo(Value.of(text));
    assertThat(facts.doneWhen()).isEmpty();
    assertThat(facts.violations())
        .singleElement()
        .extracting(Violation::problem)
        .asString()
        .startsWith("the answer must be one JSON value and nothing else: ");
  }

  @Test
  void an_output_that_breaks_its_schema_is_a_violation_where_it_stands() {
    var schema = "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}";
    assertThat(about(new Charters().output(schema).made(), "{\"n\":1.5}").violations())
        .containsExactly(new Violation("/n", "must be an integer, not 1.5"));
    assertThat(
            about(new Charters().proving(schema).made(), "{\"output\":{\"n\":1.5},\"evidence\":[]}")
                .violations())
        .containsExactly(new Violation("/output/n", "must be an integer, not 1.5"));
  }

  static Stream<Arguments> envelopes() {
    return Stream.of(
        arguments("{'output':1}", "", "must have the field 'evidence'"),
        arguments("{'evidence':[]}", "", "must have the field 'output'"),
        arguments(
            "{'output':1,'evidence':[],'note':1}",
            "/note",
            "is not a field here; the fields are: confidence, evidence, output"),
        arguments(
            "{'output':1,'evidence':[],'confidence':1.5}",
            "/confidence",
            "must be at most 1, not 1.5"),
        arguments("{'output':1,'evidence':{}}", "/evidence", "must be an array, not an object"),
        arguments(
            "{'output':1,'evidence':[{'figures':[]}]}",
            "/evidence/0",
            "must have the field 'claim'"),
        arguments(
            "{'output':1,'evidence':[{'claim':'c','figures':[{'value':1,'entry':7}]}]}",
            "/evidence/0/figures/0",
            "must have either entry and path, or expr and inputs"),
        arguments(
            "{'output':1,'evidence':[{'claim':'c','figures':[{'value':1,'entry':7,'path':'a','expr':'1','inputs':[{'entry':7,'path':'a'}]}]}]}",
            "/evidence/0/figures/0",
            "must have either entry and path, or expr and inputs"),
        arguments(
            "{'output':1,'evidence':[{'claim':'c','figures':[{'value':1,'entry':7.5,'path':'a'}]}]}",
            "/evidence/0/figures/0/entry",
            "must be an integer, not 7.5"),
        arguments(
            "{'output':1,'evidence':[{'claim':'c','figures':[{'value':1,'entry':7,'path':'a','source':'x'}]}]}",
            "/evidence/0/figures/0/source",
            "is not a field here; the fields are: entry, expr, inputs, path, unit, value"));
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void an_envelope_that_breaks_the_contract_is_a_violation(
      String text, String path, String problem) {
    var facts = about(new Charters().proving(null).made(), text.replace('\'', '"'));
    assertThat(facts.violations()).containsExactly(new Violation(path, problem));
  }

  static Stream<Arguments> figures() {
    return Stream.of(
        // It stands there, at the decimals that are stated.
        arguments(at("213", "count", 7, "$.rows[1].failed"), ""),
        arguments(at("213", "count", 7, "/rows/1/failed"), ""),
        arguments(at("0.43", "ratio", 7, "$.share"), ""),
        arguments(at("0.4260", "ratio", 7, "$.share"), ""),
        arguments(at("-57.33", "", 7, "lost"), ""),
        arguments(at("1234.5", "EUR", 7, "total"), ""),
        arguments(at("\"v2.14.3\"", "", 12, "version"), ""),
        arguments(at("true", "", 7, "ok"), ""),
        arguments(
            at("0.42", "ratio", 7, "$.share"),
            "the figure 0.42 ratio is not proved: in entry 7 at $.share stands 0.426"),
        arguments(
            at("214", "", 7, "$.rows[1].failed"),
            "the figure 214 is not proved: in entry 7 at $.rows[1].failed stands 213"),
        arguments(
            at("\"v2.14.4\"", "", 12, "version"),
            "the figure 'v2.14.4' is not proved: in entry 12 at version stands \"v2.14.3\""),
        arguments(
            at("\"213\"", "", 7, "$.rows[1].failed"),
            "the figure '213' is not proved: in entry 7 at $.rows[1].failed stands 213"),
        arguments(
            at("1", "", 7, "empty"), "the figure 1 is not proved: in entry 7 at empty stands null"),
        arguments(
            at("1", "", 8, "a"),
            "the figure 1 is not proved: entry 8 holds no tool result; cite the number that stands"
                + " at a result"),
        arguments(
            at("1", "", 7, "$.nope"),
            "the figure 1 is not proved: there is nothing in entry 7 at $.nope"),
        arguments(
            at("1", "", 7, "$.rows[*].all"),
            "the figure 1 is not proved: '$.rows[*].all' is no path to one value; write it as in"
                + " $.rows[0].total"),
        // It is worked out again.
        arguments(
            computed(
                "42.6", "%", "inputs[0] / inputs[1] * 100", "$.rows[1].failed", "$.rows[1].all"),
            ""),
        arguments(
            computed("43", "%", "100 * inputs[0] / inputs[1]", "$.rows[1].failed", "$.rows[1].all"),
            ""),
        arguments(
            computed(
                "112.5", "", "(inputs[0] + inputs[1]) / 2", "$.rows[0].failed", "$.rows[1].failed"),
            ""),
        arguments(computed("2", "", "size(inputs[0])", "$.rows"), ""),
        arguments(computed("225", "", "sum(inputs[0].map(r, r.failed))", "$.rows"), ""),
        arguments(
            computed(
                "41.2", "%", "inputs[0] / inputs[1] * 100", "$.rows[1].failed", "$.rows[1].all"),
            "the figure 41.2 % is not proved: 'inputs[0] / inputs[1] * 100' comes out as 42.6"),
        arguments(
            computed("1", "", "inputs[0] /", "$.share"),
            "the figure 1 is not proved: the expression 'inputs[0] /' fails: it ends too"
                + " early at column 12"),
        arguments(
            computed("1", "", "inputs[0] / 0", "$.share"),
            "the figure 1 is not proved: the expression 'inputs[0] / 0' fails: came out as"
                + " Infinity; was it divided by 0?"),
        arguments(
            computed("41.2", "%", "41.2", "$.share"),
            "the figure 41.2 % is not proved: the expression '41.2' fails: it does not use its"
                + " inputs"),
        arguments(
            computed("41.2", "%", "inputs[0] * 0 + 41.20", "$.share"),
            "the figure 41.2 % is not proved: the expression 'inputs[0] * 0 + 41.20' fails: it"
                + " states its own result; take it from an entry"),
        arguments(computed("100", "%", "inputs[0] / inputs[1] * 100", "$.share", "$.share"), ""),
        arguments(
            computed("1", "", "inputs[0]", "$.nope"),
            "the figure 1 is not proved: there is nothing in entry 7 at $.nope"));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void every_figure_is_looked_up_or_worked_out_again(String figure, String gap) {
    var gaps = proved("\"nothing to say\"", figure).gaps();
    if (gap.isEmpty()) assertThat(gaps).isEmpty();
    else assertThat(gaps).singleElement().asString().startsWith(gap);
  }

  static Stream<Arguments> outputs() {
    var share =
        computed("42.6", "%", "inputs[0] / inputs[1] * 100", "$.rows[1].failed", "$.rows[1].all");
    var failed = at("213", "payments", 7, "$.rows[1].failed");
    var version = at("\"v2.14.3\"", "", 12, "version");
    var ratio = at("0.426", "ratio", 7, "share");
    var lost = at("-57.333", "EUR", 7, "lost");
    var total = at("1234.50", "EUR", 7, "total");
    return Stream.of(
        arguments("{'share':42.6,'failed':213}", share + "," + failed, ""),
        arguments("'42.6 % (213) failed'", share + "," + failed, ""),
        arguments("'42.60% failed, about 43 percent'", share, ""),
        arguments("{'share':0.426}", share, ""),
        arguments("'42.6 % failed'", ratio, ""),
        arguments(
            "'42.6 failed'",
            ratio,
            "the figure 42.6 in output is not in evidence: add {value, unit, entry, path} or leave"
                + " it out"),
        arguments("'0.426 % failed'", ratio, "the figure 0.426 % in output"),
        arguments(
            "{'a':{'b':['x','41.2 % failed']}}",
            share,
            "the figure 41.2 % in output.a.b[1] is not in evidence: add {value, unit, entry, path}"
                + " or leave it out"),
        arguments("{'n':42.65}", share, "the figure 42.65 in output.n"),
        arguments("'down by 57.3 EUR'", lost, ""),
        arguments("{'loss':57.333}", lost, "the figure 57.333 in output.loss"),
        arguments("'1,234.50 or $1,235 or 1.2 thousand or 1.2k'", total, ""),
        arguments("'1,234.51'", total, "the figure 1,234.51 in output"),
        arguments("'-213 failed'", failed, "the figure -213 in output"),
        arguments("'up by +57.3 EUR'", lost, "the figure +57.3 in output"),
        arguments("'213-214'", failed, "the figure 214 in output"),
        arguments(
            "'since v2.14.3 of payments-api on 10.0.0.1, ticket #42, for o-991'", version, ""),
        arguments(
            "'since v2.14'",
            version,
            "v2.14 in output stands in no entry that is cited: cite the one that says so or leave"
                + " it out"),
        arguments("'refund o-99'", version, "o-99 in output stands in no entry"),
        arguments("'after 900ms'", version, ""),
        arguments("'after 901ms'", version, "901ms in output is not in evidence"),
        arguments("'213ms'", failed, ""),
        arguments(
            "'at 14:05 on 2026-11-21, 2026-11-21 14:05:09, Nov 21 and 21 November 2026, in 2026'",
            version,
            ""),
        arguments("'on 2026-11-22'", version, "2026-11-22 in output stands in no entry"),
        arguments("'Nov 22'", version, "Nov 22 in output stands in no entry"),
        arguments("'at 4:05'", version, "4:05 in output stands in no entry"),
        arguments("'see entry 12'", version, ""),
        arguments("'see entry 13'", version, "entry 13 in output is not cited in evidence"),
        arguments("'sev2'", version, ""),
        arguments("'½'", version, "'½' in output cannot be checked: write it in the digits 0 to 9"),
        arguments("{'ok':true,'none':null,'word':'fine'}", "", ""));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void every_number_and_name_in_the_output_is_borne_out(String output, String figures, String gap) {
    var gaps = proved(output.replace('\'', '"'), figures).gaps();
    if (gap.isEmpty()) assertThat(gaps).isEmpty();
    else assertThat(gaps).singleElement().asString().startsWith(gap);
  }

  @Test
  void claims_without_figures_are_fine_and_confidence_is_kept() {
    var facts =
        about(
            new Charters().proving(null).made(),
            "{\"output\":\"fine\",\"evidence\":[{\"claim\":\"it is\"}],\"confidence\":0.70}");
    assertThat(facts.violations()).isEmpty();
    assertThat(facts.gaps()).isEmpty();
    assertThat(facts.confidence()).isEqualTo("0.70");
    assertThat(facts.evidence()).isEqualTo(Json.parse("[{\"claim\":\"it is\"}]"));
  }

  @Test
  void post_conditions_are_all_recorded() {
    var charter =
        new Charters()
            .tool("pay", "{}")
            .output("{}")
            .doneWhen(
                "called('pay') == (output.d == 'refund' ? 1 : 0)", "output.x", "called('pay') > 1")
            .made();
    var facts = about(charter, "{\"d\":\"refund\"}");
    assertThat(facts.doneWhen())
        .containsExactly(
            new RuleOutcome("done-when[0]", Truth.TRUE, ""),
            new RuleOutcome("done-when[1]", Truth.ERROR, "key 'x' is not present in map."),
            new RuleOutcome("done-when[2]", Truth.FALSE, ""));
  }

  @Test
  void answers_have_limits() {
    var charter = new Charters().proving(null).made();
    assertThat(about(charter, "\"" + "x".repeat(70_000) + "\"").violations())
        .containsExactly(new Violation("", "has 70002 bytes; an answer may have 65536"));
    var many = (at("213", "", 7, "$.rows[1].failed") + ",").repeat(200) + at("1", "", 7, "a");
    assertThat(proved("\"x\"", many).violations())
        .containsExactly(new Violation("/evidence", "has 201 figures; an answer may have 200"));
    assertThat(
            proved("\"" + "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22\"", "").gaps())
        .hasSize(21)
        .last()
        .isEqualTo("and 2 more like these");
  }

  @Test
  void inputs_that_are_too_large_are_a_gap() {
    var rows = Value.of(Collections.nCopies(50_000, Value.of(1)));
    var text = envelope("\"x\"", computed("50000", "", "size(inputs[0])", "$"));
    var facts =
        answers(new Charters().proving(null).made())
            .about(text, Map.of(), _ -> 0, _ -> Optional.of(rows));
    assertThat(facts.gaps())
        .containsExactly(
            "the figure 50000 is not proved: its inputs are too large; point at the values that it"
                + " needs, or ask a tool for it");
  }

  @Test
  @Timeout(30)
  void an_answer_that_is_all_work_is_cut_short() {
    var loop = "inputs[0].map(a, inputs[0].map(b, inputs[0].map(c, 1)).size()).size()";
    var big = new StringBuilder("[0");
    for (var i = 1; i < 2_000; i++) big.append(",").append(i);
    var value = Json.parse(big.append("]").toString());
    var figures = new StringBuilder();
    for (var i = 0; i < 200; i++) {
      figures.append(i == 0 ? "" : ",").append(computed(i + ".5", "", loop + " + " + i, "$"));
    }
    var text = envelope("\"" + "o-1 1.5 12:13 ".repeat(1_500) + "\"", figures.toString());
    var facts =
        answers(new Charters().proving(null).made())
            .about(text, Map.of(), _ -> 0, _ -> Optional.of(value));
    assertThat(facts.gaps()).hasSize(21);
  }

  private static AnswerFacts proved(String output, String figures) {
    var charter = new Charters().proving("{\"title\":\"sev1 or sev2\"}").made();
    return about(charter, envelope(output, figures));
  }

  private static String envelope(String output, String figures) {
    return "{\"output\":%s,\"evidence\":[{\"claim\":\"c\",\"figures\":[%s]},{\"claim\":\"d\",\"figures\":[%s]}]}"
        .formatted(output, figures, "");
  }

  private static AnswerFacts about(Charter charter, String text) {
    return answers(charter).about(text, Map.of(), tool -> tool.equals("pay") ? 1 : 0, READER);
  }

  private static Answers answers(Charter charter) {
    return CompiledCharter.of(charter).answers();
  }

  private static AnswerFacts formed(Value output) {
    return new AnswerFacts(output, new Value.Arr(List.of()), null, List.of(), List.of(), List.of());
  }

  private static String at(String value, String unit, long entry, String path) {
    return "{\"value\":%s,\"unit\":\"%s\",\"entry\":%d,\"path\":\"%s\"}"
        .formatted(value, unit, entry, path);
  }

  private static String computed(String value, String unit, String expr, String... paths) {
    var inputs = Stream.of(paths).map(path -> "{\"entry\":7,\"path\":\"" + path + "\"}").toList();
    return "{\"value\":%s,\"unit\":\"%s\",\"expr\":\"%s\",\"inputs\":%s}"
        .formatted(value, unit, expr, inputs);
  }
}
