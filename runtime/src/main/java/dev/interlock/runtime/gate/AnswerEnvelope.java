package dev.interlock.runtime.gate;

import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The form of an answer with evidence or confidence, as the contract fixes it. */
final class AnswerEnvelope {
  private static final String SCHEMA =
      """
      {
        "type": "object",
        "properties": {
          "output": true,
          "confidence": {"type": "number", "minimum": 0, "maximum": 1},
          "evidence": {"type": "array", "items": {
            "type": "object",
            "properties": {
              "claim": {"type": "string"},
              "figures": {"type": "array", "items": {"$ref": "#/$defs/figure"}}
            },
            "required": ["claim"]
          }}
        },
        "required": ["output"],
        "$defs": {
          "figure": {
            "type": "object",
            "properties": {
              "value": {"type": ["number", "string", "boolean"]},
              "unit": {"type": "string", "maxLength": 40},
              "entry": {"$ref": "#/$defs/entry"},
              "path": {"type": "string", "maxLength": 1000},
              "expr": {"type": "string", "maxLength": 1000},
              "inputs": {"type": "array", "minItems": 1, "maxItems": 100, "items": {
                "type": "object",
                "properties": {
                  "entry": {"$ref": "#/$defs/entry"},
                  "path": {"type": "string", "maxLength": 1000}
                },
                "required": ["entry", "path"]
              }}
            },
            "required": ["value"]
          },
          "entry": {"type": "integer", "minimum": 1, "maximum": 1000000000000}
        }
      }
      """;

  private AnswerEnvelope() {}

  /** Returns the schema of the whole answer, with evidence demanded or unknown. */
  static Value.Obj schema(boolean withEvidence) {
    var whole = (Value.Obj) Json.parse(SCHEMA);
    if (withEvidence) {
      return whole.with("required", Value.of(List.of(Value.of("output"), Value.of("evidence"))));
    }
    var fields = (Value.Obj) whole.get("properties").orElseThrow();
    return whole.with("properties", fields.without("evidence")).without("$defs");
  }

  /** Returns what the schema cannot say in plain words: that a figure stands or is computed. */
  static List<Violation> figureFaults(Value.Arr evidence, int figuresMax) {
    var faults = new ArrayList<Violation>();
    var count = 0;
    for (var c = 0; c < evidence.items().size(); c++) {
      var figures = Figure.listOf(evidence.items().get(c));
      for (var f = 0; f < figures.size(); f++, count++) {
        if (!isStandingOrComputed(figures.get(f))) {
          faults.add(
              new Violation(
                  "/evidence/" + c + "/figures/" + f,
                  "must have either entry and path, or expr and inputs"));
        }
      }
    }
    if (count > figuresMax) {
      var problem = "has " + count + " figures; an answer may have " + figuresMax;
      faults.add(new Violation("/evidence", problem));
    }
    return faults;
  }

  private static boolean isStandingOrComputed(Value.Obj figure) {
    var fields = figure.members().keySet();
    var standing = List.of("entry", "path");
    var computed = List.of("expr", "inputs");
    return fields.containsAll(standing)
        ? computed.stream().noneMatch(fields::contains)
        : fields.containsAll(computed) && standing.stream().noneMatch(fields::contains);
  }
}
