package dev.interlock.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
  private static final String ORDER =
      """
      {"type":"object","properties":{
        "n":{"type":"integer","minimum":1},
        "s":{"enum":["a","b",3]},
        "p":{"type":"string","pattern":"^o-[0-9]+$"},
        "d":{"type":["string","null"],"format":"date"}},
       "required":["n","s"]}
      """;
  private static final String ADDRESS =
      """
      {"type":"object","properties":{"to":{"$ref":"#/$defs/address"},
        "all":{"type":"array","items":{"$ref":"#/$defs/address"}}},
       "$defs":{"address":{"type":"object","properties":{"zip":{"type":"string"}}}}}
      """;
  private static final String PAYMENT =
      """
      {"type":"object","properties":{
        "by":{"oneOf":[{"$ref":"#/$defs/card"},{"$ref":"#/$defs/bank"}]},
        "maybe":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/card"},{"type":"null"}]}}},
       "$defs":{
        "card":{"type":"object","properties":{"kind":{"const":"card"},"no":{"type":"string"},
          "of":{"type":"object","properties":{"name":{"type":"string"}}}},"required":["kind","no"]},
        "bank":{"type":"object","properties":{"kind":{"const":"bank"},"iban":{"type":"string"}},
          "required":["kind","iban"]}}}
      """;
  private static final String DERIVED =
      """
      {"allOf":[{"$ref":"#/$defs/base"}],"properties":{"name":{"type":"string"}},
       "$defs":{"base":{"type":"object","properties":{"id":{"type":"integer"}},"required":["id"]}}}
      """;
  private static final String OLD =
      """
      {"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
       "properties":{"a":{"$ref":"#/definitions/A"}},
       "definitions":{"A":{"type":"object","properties":{"x":{"type":"integer"}}}}}
      """;

  static Stream<Arguments> values() {
    return Stream.of(
        // Nothing is coerced.
        arguments(ORDER, "{'n':1.0,'s':'a'}", List.of()),
        arguments(ORDER, "{'n':1.9,'s':'a'}", List.of("/n must be an integer, not 1.9")),
        arguments(
            ORDER, "{'n':'5','s':'a'}", List.of("/n must be an integer, not the string \"5\"")),
        arguments(ORDER, "{'n':100000000000000000000000000,'s':3}", List.of()),
        arguments(ORDER, "{'n':1e399,'s':3}", List.of()),
        arguments("{'type':'number'}", "'5'", List.of("must be a number, not the string \"5\"")),
        arguments("{'type':'string'}", "null", List.of("must be a string, not null")),
        arguments(
            "{'type':'boolean'}", "'true'", List.of("must be a boolean, not the string \"true\"")),
        // What to mend is said, in the order of the schema.
        arguments(
            ORDER,
            "{'n':0,'p':'o-x','d':'2026-13-01','x':1}",
            List.of(
                "/x is not a field here; the fields are: d, n, p, s",
                "/d must be a text in the format date, not the string \"2026-13-01\"",
                "/n must be at least 1, not 0",
                "/p must match the pattern ^o-[0-9]+$, not the string \"o-x\"",
                "must have the field 's'")),
        arguments(
            ORDER,
            "{'n':1,'s':'c'}",
            List.of("/s must be one of \"a\", \"b\", 3, not the string \"c\"")),
        arguments(ORDER, "{'n':1,'s':3,'d':5}", List.of("/d must be a string or null, not 5")),
        arguments(ORDER, "[]", List.of("must be an object, not an array")),
        // Unknown fields are refused at every level.
        arguments(ADDRESS, "{'to':{'zip':'1'},'all':[{'zip':'2'}]}", List.of()),
        arguments(
            ADDRESS,
            "{'to':{'zap':'1'},'all':[{},{'zip':'2','x':1}]}",
            List.of(
                "/all/1/x is not a field here; the fields are: zip",
                "/to/zap is not a field here; the fields are: zip")),
        arguments(OLD, "{'a':{'x':1}}", List.of()),
        arguments(
            OLD,
            "{'a':{'x':1,'y':2},'z':1}",
            List.of(
                "/z is not a field here; the fields are: a",
                "/a/y is not a field here; the fields are: x")),
        arguments(
            "{'type':'object','properties':{}}",
            "{'a':1}",
            List.of("/a is not a field here; leave it out")),
        // Parts complete each other.
        arguments(DERIVED, "{'id':1,'name':'x'}", List.of()),
        arguments(
            DERIVED, "{'id':1,'q':2}", List.of("/q is not a field here; the fields are: id, name")),
        arguments(
            DERIVED,
            "{'id':'1','name':'x'}",
            List.of("/id must be an integer, not the string \"1\"")),
        // Alternatives: the one that is meant is the one that is told about.
        arguments(PAYMENT, "{'by':{'kind':'card','no':'1','of':{'name':'x'}}}", List.of()),
        arguments(PAYMENT, "{'by':{'kind':'card'}}", List.of("/by must have the field 'no'")),
        arguments(
            PAYMENT,
            "{'by':{'kind':'card','no':'1','iban':'x'}}",
            List.of("/by/iban does not go together with the other fields")),
        arguments(
            PAYMENT,
            "{'by':{'kind':'card','no':'1','of':{'nome':1}}}",
            List.of("/by/of/nome is not a field here; the fields are: name")),
        arguments(
            PAYMENT,
            "{'by':{'kind':'cash'}}",
            List.of(
                "/by must fit one of 2 forms: (1) /kind must be the string \"card\", not the string"
                    + " \"cash\" and must have the field 'no'; or (2) /kind must be the string"
                    + " \"bank\", not the string \"cash\" and must have the field 'iban'")),
        arguments(
            PAYMENT,
            "{'maybe':[null,{'kind':'card','no':1},7]}",
            List.of(
                "/maybe/1/no must be a string, not 1",
                "/maybe/2 must be an object or null, not 7")),
        arguments(
            "{'anyOf':[{'type':'string'},{'type':'integer'}]}",
            "true",
            List.of("must be a string or an integer, not true")),
        arguments(
            "{'oneOf':[{'type':'number'},{'type':'integer'}]}",
            "1",
            List.of("must fit exactly one of the forms in its schema, fits 2")),
        // To close the parts of a oneOf would make one of two matches fail; it stays refused.
        arguments(
            "{'oneOf':[{'properties':{'a':{'properties':{'x':{}}}}},{'properties':{'a':{'properties':{'y':{}}}}}]}",
            "{'a':{'x':1}}",
            List.of("must fit exactly one of the forms in its schema, fits 2")),
        // Left open, as the schema says.
        arguments("{'type':'object'}", "{'any':1}", List.of()),
        arguments("{'properties':{'a':{}},'additionalProperties':true}", "{'any':1}", List.of()),
        arguments("{'anyOf':[{'type':'object'},{'properties':{'a':{}}}]}", "{'any':1}", List.of()),
        arguments(
            "{'not':{'properties':{'a':{'const':1}},'required':['a']}}", "{'b':1}", List.of()),
        // What asks a question is never closed: its answer would change.
        arguments(
            "{'not':{'$ref':'#/$defs/x'},'properties':{'o':{}},'$defs':{'x':{'properties':{'o':{'properties':{'k':{'const':1}},'required':['k']}},'required':['o']}}}",
            "{'o':{'k':1,'z':2}}",
            List.of("must not be an object, which its schema rules out")),
        // Names and pointers.
        arguments(
            "{'properties':{'a/b~c':{'type':'string'}}}",
            "{'a/b~c':1}",
            List.of("/a~1b~0c must be a string, not 1")),
        arguments("{'pattern':'^\\\\u00e9$'}", "'é'", List.of()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void a_value_is_checked_strictly_and_told_what_to_mend(
      String schema, String value, List<String> expected) {
    var found = new Schemas().check(schema(schema), Json.parse(value.replace('\'', '"')));
    assertThat(found.stream().map(SchemasTest::line).toList())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(new Schemas().check(schema(schema), Json.parse(value.replace('\'', '"'))))
        .isEqualTo(found);
  }

  static Stream<Arguments> badSchemas() {
    return Stream.of(
        arguments("{'type':'nope'}", "at /type: must be a type"),
        arguments("{'properties':{'a':{'type':5}}}", "at /properties/a/type: must be a type"),
        arguments("{'required':'a'}", "at /required: must be a list of different strings"),
        arguments("{'minimum':'x'}", "at /minimum: must be a number"),
        arguments("{'items':5}", "at /items: must be a list of schemas"),
        arguments(
            "{'$ref':'https://example.com/x.json'}",
            "at /$ref: 'https://example.com/x.json' points outside"),
        arguments(
            "{'items':{'$ref':'file:///etc/passwd'}}",
            "at /items/$ref: 'file:///etc/passwd' points outside"),
        arguments("{'$ref':'other.json#/a'}", "at /$ref: 'other.json#/a' points outside"),
        arguments("{'$ref':'#/$defs/nope'}", "Reference /$defs/nope cannot be resolved"),
        arguments("{'$ref':'#'}", "refers to itself without end"),
        arguments(
            "{'properties':{'a':{'pattern':'(?=x)'}}}",
            "at /properties/a/pattern: the pattern '(?=x)' is not one that runs in linear time"),
        arguments(
            "{'$defs':{'d':{'pattern':'(a)\\\\1'}}}", "at /$defs/d/pattern: the pattern '(a)\\1'"),
        arguments(
            "{'patternProperties':{'(?!a)':{}}}", "at /patternProperties: the pattern '(?!a)'"),
        arguments(
            "{'$schema':'https://example.com/my'}",
            "at /$schema: 'https://example.com/my' is not known"));
  }

  @ParameterizedTest
  @MethodSource("badSchemas")
  void a_schema_that_cannot_be_used_is_refused_at_load(String schema, String problem) {
    assertThat(new Schemas().problem(schema(schema))).get().asString().startsWith(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema"
      })
  void every_draft_is_honoured(String draft) {
    var schema =
        schema("{'$schema':'" + draft + "','type':'object','properties':{'a':{'type':'string'}}}");
    assertThat(new Schemas().problem(schema)).isEmpty();
    assertThat(new Schemas().check(schema, Json.parse("{\"b\":1}"))).hasSize(1);
  }

  @Test
  @Timeout(20)
  void a_schema_that_doubles_its_work_at_every_level_is_cut_short() {
    var list = "{'items':{'$ref':'#/$defs/t'},'type':'array'}";
    var schema =
        schema(
            "{'$ref':'#/$defs/t','$defs':{'t':{'anyOf':["
                + list
                + ","
                + list.replace("}}", "},'minItems':1}")
                + "]}}}");
    var found = new Schemas().check(schema, Json.parse("[".repeat(60) + 1 + "]".repeat(60)));
    assertThat(found)
        .containsExactly(
            new Violation(
                "", "is too large or too deeply nested to be checked against its schema"));
  }

  @Test
  @Timeout(20)
  void a_pattern_that_backtracks_elsewhere_takes_linear_time() {
    var schema = schema("{'type':'string','pattern':'^(a+)+$'}");
    var text = Value.of("a".repeat(100_000) + "!");
    var schemas = new Schemas();
    assertThat(schemas.problem(schema)).isEmpty();
    assertTimeout(Duration.ofSeconds(10), () -> assertThat(schemas.check(schema, text)).hasSize(1));
  }

  @Test
  @Timeout(20)
  void deep_values_neither_overflow_the_stack_nor_pass_unchecked() {
    var schema =
        schema(
            "{'$ref':'#/$defs/t','$defs':{'t':{'allOf':[{'type':'object','properties':{'c':{'$ref':'#/$defs/t'}}}]}}}");
    var fine = Json.parse("{\"c\":".repeat(20) + "{}" + "}".repeat(20));
    assertThat(new Schemas().check(schema, fine)).isEmpty();
    var deep = Json.parse("{\"c\":".repeat(190) + "1" + "}".repeat(190));
    assertThat(new Schemas().check(schema, deep)).hasSize(1);
  }

  @Test
  void many_faults_are_counted_not_listed() {
    var values = new StringBuilder("[1");
    for (var i = 0; i < 99; i++) values.append(",1");
    var found =
        new Schemas()
            .check(
                schema("{'items':{'type':'string'}}"), Json.parse(values.append(']').toString()));
    assertThat(found).hasSize(33).last().isEqualTo(new Violation("", "has 68 more faults"));
  }

  private static String line(Violation one) {
    return one.path().isEmpty() ? one.problem() : one.path() + " " + one.problem();
  }

  private static Value.Obj schema(String json) {
    return Charters.schema(json.replace('\'', '"'));
  }
}
