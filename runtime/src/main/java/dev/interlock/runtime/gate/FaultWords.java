package dev.interlock.runtime.gate;

import dev.interlock.kernel.run.Facts.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Says in plain words what is wrong with a value and what would be right. */
final class FaultWords {
  static final String MISPLACED = "does not go together with the other fields";

  private static final int VALUE_CHARS_MAX = 80;
  private static final int NAMES_MAX = 40;

  private final SchemaShape shape;

  FaultWords(SchemaShape shape) {
    this.shape = shape;
  }

  /** Returns the fault in words; empty if it only sums up others. */
  Optional<Violation> of(Fault fault) {
    return switch (fault.keyword()) {
      case "additionalProperties", "unevaluatedProperties" -> Optional.of(unknown(fault));
      case "anyOf", "allOf", "$ref" -> Optional.empty();
      case "oneOf" ->
          fault.argument(0).toString().equals("0")
              ? Optional.empty()
              : Optional.of(new Violation(fault.where(), problem(fault)));
      default -> Optional.of(new Violation(fault.where(), problem(fault)));
    };
  }

  /** Returns one fault for a value that is of none of the kinds asked for, if that is all. */
  Optional<Violation> kinds(List<List<Fault>> alternatives, String at) {
    var expected = new TreeSet<String>();
    for (var faults : alternatives) {
      for (var fault : faults) {
        if (!fault.keyword().equals("type") || !fault.where().equals(at)) return Optional.empty();
        expected.add(kind(fault.argument(1).toString()));
      }
    }
    var value = alternatives.getFirst().getFirst().value();
    return Optional.of(
        new Violation(at, "must be " + String.join(" or ", expected) + ", not " + shown(value)));
  }

  /** Writes faults in one line; places are told from {@code base} on. */
  static String joined(List<Violation> faults, String base) {
    return faults.stream()
        .limit(3)
        .map(fault -> {
          var path = fault.path();
          var rest = path.startsWith(base) ? path.substring(base.length()) : path;
          return rest.isEmpty() ? fault.problem() : rest + " " + fault.problem();
        })
        .collect(Collectors.joining(" and "));
  }

  private Violation unknown(Fault fault) {
    var name = fault.argument(0).toString();
    var known = shape.at(fault.schemaPointer()).map(shape::names).orElseGet(TreeSet::new);
    var where = fault.where() + "/" + SchemaWalk.escape(name);
    if (known.contains(name)) return new Violation(where, MISPLACED);
    if (known.isEmpty()) return new Violation(where, "is not a field here; leave it out");
    var names = known.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
    var more = known.size() > NAMES_MAX ? ", …" : "";
    return new Violation(where, "is not a field here; the fields are: " + names + more);
  }

  private static String problem(Fault fault) {
    var limit = fault.argument(0);
    return switch (fault.keyword()) {
      case "type" -> "must be " + kind(fault) + not(fault);
      case "required" -> "must have the field '" + limit + "'";
      case "enum" -> "must be one of " + list(fault.rule()) + not(fault);
      case "const" -> "must be " + shown(fault.rule()) + not(fault);
      case "minimum" -> "must be at least " + limit + not(fault);
      case "maximum" -> "must be at most " + limit + not(fault);
      case "exclusiveMinimum" -> "must be more than " + limit + not(fault);
      case "exclusiveMaximum" -> "must be less than " + limit + not(fault);
      case "multipleOf" -> "must be a multiple of " + limit + not(fault);
      case "minLength" -> "must have at least " + limit + " characters" + not(fault);
      case "maxLength" -> "must have at most " + limit + " characters" + not(fault);
      case "pattern" -> "must match the pattern " + limit + not(fault);
      case "format" -> "must be a text in the format " + limit + not(fault);
      case "minItems" -> "must have at least " + limit + " items, has " + fault.argument(1);
      case "maxItems" -> "must have at most " + limit + " items, has " + fault.argument(1);
      case "uniqueItems" -> "must not have the same item twice";
      case "minProperties" -> "must have at least " + limit + " fields";
      case "maxProperties" -> "must have at most " + limit + " fields";
      case "dependentRequired", "dependencies" ->
          "must have the field '" + limit + "' because '" + fault.argument(1) + "' is there";
      case "oneOf" -> "must fit exactly one of the forms in its schema, fits " + limit;
      case "not" -> "must not be " + shown(fault.value()) + ", which its schema rules out";
      case "contains", "minContains" -> "must have at least one item that " + item(fault);
      case "false" -> "must not be there";
      default -> fault.error().getMessage();
    };
  }

  private static String item(Fault fault) {
    return "fits " + cut(fault.argument(1).toString());
  }

  private static String not(Fault fault) {
    return ", not " + shown(fault.value());
  }

  private static String kind(Fault fault) {
    if (!fault.rule().isArray()) return kind(fault.argument(1).toString());
    var kinds = new ArrayList<String>();
    fault.rule().forEach(one -> kinds.add(kind(one.asString())));
    return String.join(" or ", kinds);
  }

  private static String kind(String type) {
    return switch (type) {
      case "integer", "object", "array" -> "an " + type;
      case "null" -> "null";
      default -> "a " + type;
    };
  }

  private static String list(JsonNode values) {
    var shown = new ArrayList<String>();
    values.forEach(one -> shown.add(one.toString()));
    return cut(String.join(", ", shown), 10 * VALUE_CHARS_MAX);
  }

  private static String shown(JsonNode value) {
    if (value.isObject()) return "an object";
    if (value.isArray()) return "an array";
    return switch (value.getNodeType()) {
      case STRING -> "the string " + cut(value.toString());
      default -> cut(value.toString());
    };
  }

  private static String cut(String text) {
    return cut(text, VALUE_CHARS_MAX);
  }

  static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max) + "…";
  }
}
