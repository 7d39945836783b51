package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.Expressions.Kind;
import dev.interlock.runtime.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Prints how long the evaluators take, cold and warm. Run by hand; asserts nothing. */
final class Throughput {
  private static final int WARM = 20_000;
  private static final int MEASURED = 50_000;

  private Throughput() {}

  public static void main(String[] arguments) {
    var schema =
        Charters.schema(
            """
            {"type":"object","properties":{"order_id":{"type":"string","pattern":"^o-[0-9]+$"},
             "amount":{"type":"number","minimum":0},"reason":{"enum":["damaged","late","other"]},
             "items":{"type":"array","items":{"$ref":"#/$defs/item"}}},
             "required":["order_id","amount"],
             "$defs":{"item":{"type":"object","properties":{"sku":{"type":"string"},"n":{"type":"integer"}}}}}
            """);
    var args =
        Json.parse(
            """
            {"order_id":"o-991","amount":50.00,"reason":"late","items":[{"sku":"a","n":1},{"sku":"b","n":2}]}
            """);
    var schemas = new Schemas();
    once("first schema, libraries cold", () -> schemas.compile(schema));
    once("second schema", () -> schemas.compile(schema.with("title", Value.of("x"))));
    var compiled = schemas.compile(schema);
    many("check of arguments", () -> compiled.check(args));
    var expressions = new Expressions();
    var source = "tool == 'pay' && args.amount <= 100.0 && args.items.all(i, i.n > 0)";
    once("first expression, libraries cold", () -> expressions.compile(Kind.POLICY, source));
    once("second expression", () -> expressions.compile(Kind.POLICY, source + " && true"));
    many("compilation of an expression", () -> expressions.compile(Kind.POLICY, source));
    var expression = expressions.compile(Kind.POLICY, source);
    many("conversion of arguments", () -> CelValues.of(args));
    Map<String, Object> names =
        Map.of(
            "tool",
            "pay",
            "args",
            CelValues.of(args),
            "goal",
            "g",
            "principal.name",
            "a",
            "principal.roles",
            List.of(),
            "principal.tenant",
            "t");
    many("evaluation of an expression", () -> expression.test(names, _ -> 0));
    var answers = CompiledCharter.of(new Charters().proving(null).made()).answers();
    var result = Json.parse("{\"failed\":213,\"all\":500,\"version\":\"v2.14.3\"}");
    var text =
        """
        {"output":{"summary":"42.6 % of payments (213 of 500) failed since v2.14.3"},"evidence":[{"claim":"c","figures":[
         {"value":42.6,"unit":"%","expr":"inputs[0]/inputs[1]*100","inputs":[{"entry":7,"path":"failed"},{"entry":7,"path":"all"}]},
         {"value":213,"unit":"","entry":7,"path":"failed"},{"value":500,"unit":"","entry":7,"path":"all"}]}],"confidence":0.9}
        """;
    many(
        "an answer with three figures, one computed",
        () -> answers.about(text, Map.of(), _ -> 0, _ -> Optional.of(result)));
  }

  private static void once(String what, Supplier<?> work) {
    var before = System.nanoTime();
    var _ = work.get();
    System.out.printf("%-45s %,10.2f ms%n", what, (System.nanoTime() - before) / 1e6);
  }

  private static void many(String what, Supplier<?> work) {
    for (var i = 0; i < WARM; i++) {
      var _ = work.get();
    }
    var before = System.nanoTime();
    for (var i = 0; i < MEASURED; i++) {
      var _ = work.get();
    }
    System.out.printf("%-45s %,10.2f us%n", what, (System.nanoTime() - before) / 1e3 / MEASURED);
  }
}
