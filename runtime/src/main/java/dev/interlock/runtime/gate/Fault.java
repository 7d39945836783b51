package dev.interlock.runtime.gate;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One report of the schema library, and the way that the check took to it. */
record Fault(Error error) {
  private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");

  /** Keywords that are followed by a name or a number. */
  private static final Set<String> NAMED =
      Set.of(
          "properties",
          "patternProperties",
          "prefixItems",
          "allOf",
          "anyOf",
          "oneOf",
          "$defs",
          "definitions",
          "dependentSchemas",
          "dependencies");

  /** Keywords that lead from a value to one inside it. */
  private static final Set<String> INWARD =
      Set.of(
          "properties",
          "patternProperties",
          "prefixItems",
          "items",
          "additionalProperties",
          "unevaluatedProperties",
          "additionalItems",
          "unevaluatedItems",
          "contains");

  String keyword() {
    return error.getKeyword();
  }

  /** JSON Pointer to the value. */
  String where() {
    return error.getInstanceLocation().toString();
  }

  boolean isFixedValue() {
    return keyword().equals("const") || keyword().equals("enum");
  }

  Object argument(int index) {
    var arguments = error.getArguments();
    return arguments == null || index >= arguments.length ? "" : arguments[index];
  }

  JsonNode value() {
    return error.getInstanceNode();
  }

  JsonNode rule() {
    return error.getSchemaNode();
  }

  /** JSON Pointer to the schema that holds the keyword. */
  String schemaPointer() {
    var fragment = error.getSchemaLocation().getFragment().getParent();
    return fragment == null ? "" : fragment.toString();
  }

  /**
   * Returns where on the way, from {@code from} on, the first choice between schemas stands; or -1.
   */
  int choice(int from) {
    var way = way();
    for (var i = from; i < way.getNameCount(); ) {
      var keyword = way.getName(i);
      if (CHOICES.contains(keyword)) return i + 1 < way.getNameCount() ? i : -1;
      i += takes(way, i);
    }
    return -1;
  }

  /** The same for all faults of one choice at one value. */
  String choiceKey(int choice) {
    var key = new StringBuilder(whereAt(choice));
    for (var i = 0; i <= choice; i++) key.append(' ').append(way().getName(i));
    return key.toString();
  }

  int branch(int choice) {
    return Integer.parseInt(way().getName(choice + 1));
  }

  /** JSON Pointer to the value that the choice at {@code choice} was made for. */
  String whereAt(int choice) {
    var way = way();
    var depth = 0;
    for (var i = 0; i < choice; i += takes(way, i)) {
      if (INWARD.contains(way.getName(i))) depth++;
    }
    var at = new StringBuilder();
    for (var i = 0; i < depth; i++) {
      at.append('/').append(SchemaWalk.escape(error.getInstanceLocation().getName(i)));
    }
    return at.toString();
  }

  private NodePath way() {
    return error.getEvaluationPath();
  }

  private static int takes(NodePath way, int i) {
    var keyword = way.getName(i);
    if (NAMED.contains(keyword)) return 2;
    var listed =
        keyword.equals("items")
            && i + 1 < way.getNameCount()
            && way.getElement(i + 1) instanceof Integer;
    return listed ? 2 : 1;
  }
}
