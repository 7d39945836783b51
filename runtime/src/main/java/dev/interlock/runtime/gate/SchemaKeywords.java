package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.SchemaDialect.Place;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks that every keyword of a schema has a value of the right kind, as the standard's
 * metaschemas ask. Done by hand because to load the metaschemas takes a third of the start-up time
 * of a run.
 */
final class SchemaKeywords {
  private static final Set<String> TYPES =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private enum Kind {
    TYPE("a type (string, number, integer, boolean, object, array, null) or a list of types"),
    NUMBER("a number"),
    /** A number; in draft 4 true or false. */
    LIMIT("a number"),
    POSITIVE("a number above 0"),
    COUNT("a whole number of 0 or more"),
    TEXT("a string"),
    FLAG("true or false"),
    LIST("a list of at least one value"),
    NAMES("a list of different strings"),
    NAMES_BY_NAME("an object of lists of different strings");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final Map<String, Kind> KINDS = kinds();

  private SchemaKeywords() {}

  /**
   * @throws BadSchemaException if a keyword has a value that it cannot have
   */
  static void review(Value.Obj schema, String path) {
    schema.members().forEach((keyword, value) -> review(keyword, value, path + "/" + keyword));
  }

  private static void review(String keyword, Value value, String where) {
    var place = SchemaDialect.PLACES.get(keyword);
    if (place != null) {
      if (!fits(place, value, keyword)) throw bad(where, words(place), value);
      return;
    }
    var kind = KINDS.get(keyword);
    if (kind != null && !fits(kind, value)) throw bad(where, kind.words, value);
  }

  private static boolean fits(Place place, Value value, String keyword) {
    return switch (place.shape()) {
      case ONE -> isSchema(value);
      case ONE_OR_LIST -> isSchema(value) || isSchemas(value);
      case LIST -> isSchemas(value);
      case MAP ->
          value instanceof Value.Obj(var members)
              && members.values().stream()
                  .allMatch(
                      one -> isSchema(one) || (keyword.equals("dependencies") && isNames(one)));
    };
  }

  private static boolean fits(Kind kind, Value value) {
    return switch (kind) {
      case TYPE ->
          value instanceof Value.Arr(var types)
              ? !types.isEmpty() && types.stream().allMatch(SchemaKeywords::isType)
              : isType(value);
      case NUMBER -> value instanceof Value.Num;
      case LIMIT -> value instanceof Value.Num || value instanceof Value.Bool;
      case POSITIVE -> value instanceof Value.Num(var number) && number.signum() > 0;
      case COUNT -> value instanceof Value.Num(var number) && isCount(number);
      case TEXT -> value instanceof Value.Text;
      case FLAG -> value instanceof Value.Bool;
      case LIST -> value instanceof Value.Arr(var items) && !items.isEmpty();
      case NAMES -> isNames(value);
      case NAMES_BY_NAME ->
          value instanceof Value.Obj(var members)
              && members.values().stream().allMatch(SchemaKeywords::isNames);
    };
  }

  private static boolean isSchema(Value value) {
    return value instanceof Value.Obj || value instanceof Value.Bool;
  }

  private static boolean isSchemas(Value value) {
    return value instanceof Value.Arr(var items)
        && !items.isEmpty()
        && items.stream().allMatch(SchemaKeywords::isSchema);
  }

  private static boolean isType(@Nullable Value value) {
    return value instanceof Value.Text(var type) && TYPES.contains(type);
  }

  private static boolean isNames(Value value) {
    return value instanceof Value.Arr(var items)
        && items.stream().allMatch(Value.Text.class::isInstance)
        && new HashSet<>(items).size() == items.size();
  }

  private static boolean isCount(BigDecimal number) {
    return number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0;
  }

  private static String words(Place place) {
    return switch (place.shape()) {
      case ONE -> "a schema (an object, true or false)";
      case ONE_OR_LIST, LIST -> "a list of schemas";
      case MAP -> "an object of schemas";
    };
  }

  private static BadSchemaException bad(String where, String expected, Value got) {
    var shown = got.json();
    var cut = shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    return new BadSchemaException(where, "must be " + expected + ", not " + cut);
  }

  private static Map<String, Kind> kinds() {
    var kinds = new TreeMap<String, Kind>();
    kinds.put("type", Kind.TYPE);
    kinds.put("multipleOf", Kind.POSITIVE);
    kinds.put("enum", Kind.LIST);
    kinds.put("required", Kind.NAMES);
    kinds.put("uniqueItems", Kind.FLAG);
    kinds.put("dependentRequired", Kind.NAMES_BY_NAME);
    for (var name : List.of("maximum", "minimum")) {
      kinds.put(name, Kind.NUMBER);
      kinds.put(
          "exclusive" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
          Kind.LIMIT);
    }
    for (var name : List.of("Length", "Items", "Properties", "Contains")) {
      kinds.put("max" + name, Kind.COUNT);
      kinds.put("min" + name, Kind.COUNT);
    }
    for (var name :
        List.of("pattern", "format", "$ref", "$dynamicRef", "$recursiveRef", "$anchor", "$id")) {
      kinds.put(name, Kind.TEXT);
    }
    return kinds;
  }
}
