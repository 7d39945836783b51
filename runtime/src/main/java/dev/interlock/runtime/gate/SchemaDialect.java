package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import java.util.Map;
import java.util.Set;

/**
 * The drafts of JSON Schema that are understood. A schema without {@code $schema} is of 2020-12.
 */
enum SchemaDialect {
  DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema"),
  DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema"),
  DRAFT_7("http://json-schema.org/draft-07/schema#"),
  DRAFT_6("http://json-schema.org/draft-06/schema#"),
  DRAFT_4("http://json-schema.org/draft-04/schema#");

  /**
   * Formats whose check is quick for every text; others are annotations, as the standard allows.
   */
  static final Set<String> FORMATS =
      Set.of("date", "date-time", "time", "duration", "email", "ipv4", "ipv6", "uri", "uuid");

  private final String id;

  SchemaDialect(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Whether one schema can tell which fields its parts have looked at. */
  boolean hasUnevaluated() {
    return this == DRAFT_2020_12 || this == DRAFT_2019_09;
  }

  static SchemaDialect of(Value.Obj schema) {
    if (!(schema.get("$schema").orElse(null) instanceof Value.Text(var id))) return DRAFT_2020_12;
    for (var dialect : values()) {
      if (bare(dialect.id).equals(bare(id))) return dialect;
    }
    throw new BadSchemaException(
        "/$schema", "'" + id + "' is not known; use " + DRAFT_2020_12.id + " or leave it out");
  }

  private static String bare(String id) {
    var from = id.startsWith("https://") ? 8 : id.startsWith("http://") ? 7 : 0;
    return id.substring(from, id.endsWith("#") ? id.length() - 1 : id.length());
  }

  /** Where a keyword's subschemas stand, and what they are asked for. */
  record Place(Shape shape, Use use) {}

  enum Shape {
    ONE,
    LIST,
    MAP,
    /** {@code items} of old: one schema or a list. */
    ONE_OR_LIST
  }

  /** What a subschema is asked for. */
  enum Use {
    /** It alone describes a whole value. */
    VALUE,
    /** It describes a value together with others. */
    BRANCH,
    /** It asks a question about a value; its answer no is not a fault. */
    TEST,
    /** It stands ready to be referred to. */
    STORE
  }

  /** Every keyword of every draft that holds subschemas. */
  static final Map<String, Place> PLACES =
      Map.ofEntries(
          Map.entry("properties", new Place(Shape.MAP, Use.VALUE)),
          Map.entry("patternProperties", new Place(Shape.MAP, Use.VALUE)),
          Map.entry("additionalProperties", new Place(Shape.ONE, Use.VALUE)),
          Map.entry("unevaluatedProperties", new Place(Shape.ONE, Use.VALUE)),
          Map.entry("items", new Place(Shape.ONE_OR_LIST, Use.VALUE)),
          Map.entry("prefixItems", new Place(Shape.LIST, Use.VALUE)),
          Map.entry("additionalItems", new Place(Shape.ONE, Use.VALUE)),
          Map.entry("unevaluatedItems", new Place(Shape.ONE, Use.VALUE)),
          Map.entry("allOf", new Place(Shape.LIST, Use.BRANCH)),
          Map.entry("anyOf", new Place(Shape.LIST, Use.BRANCH)),
          Map.entry("oneOf", new Place(Shape.LIST, Use.BRANCH)),
          Map.entry("then", new Place(Shape.ONE, Use.BRANCH)),
          Map.entry("else", new Place(Shape.ONE, Use.BRANCH)),
          Map.entry("dependentSchemas", new Place(Shape.MAP, Use.BRANCH)),
          Map.entry("dependencies", new Place(Shape.MAP, Use.BRANCH)),
          Map.entry("if", new Place(Shape.ONE, Use.TEST)),
          Map.entry("not", new Place(Shape.ONE, Use.TEST)),
          Map.entry("contains", new Place(Shape.ONE, Use.TEST)),
          Map.entry("propertyNames", new Place(Shape.ONE, Use.TEST)),
          Map.entry("$defs", new Place(Shape.MAP, Use.STORE)),
          Map.entry("definitions", new Place(Shape.MAP, Use.STORE)));
}
