package dev.interlock.runtime.gate;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.gate.SchemaDialect.Use;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a schema refuse fields that it does not name.
 *
 * <p>An object schema that names fields and says nothing of others refuses others: a plain one by
 * {@code additionalProperties}; one that is put together from parts ({@code $ref}, {@code allOf},
 * {@code anyOf}, {@code oneOf}, {@code if}) by {@code unevaluatedProperties}, where it is used, so
 * that its parts may still complete each other. A stored schema that nothing completes is closed
 * where it stands. Left open: objects that name no field, at least one alternative of which names
 * none, schemas that ask questions ({@code not}, {@code if}, {@code contains}, {@code
 * propertyNames}), and schemas that are put together in drafts 4 to 7, which have no word for it.
 */
final class SchemaClosing {
  private static final List<String> PARTS =
      List.of(
          "$ref",
          "$dynamicRef",
          "$recursiveRef",
          "allOf",
          "anyOf",
          "oneOf",
          "if",
          "then",
          "else",
          "dependentSchemas",
          "dependencies");

  private final SchemaDialect dialect;
  private final SchemaShape shape;
  private final Set<String> completed = new HashSet<>();
  private boolean questioned;

  private SchemaClosing(SchemaDialect dialect, Value.Obj schema) {
    this.dialect = dialect;
    this.shape = new SchemaShape(schema);
  }

  static Value.Obj of(SchemaDialect dialect, Value.Obj schema) {
    var closing = new SchemaClosing(dialect, schema);
    var _ = new SchemaWalk(closing::noteReferences).through(schema);
    return new SchemaWalk(closing::close).through(schema.without("$id").without("id"));
  }

  /** Remembers which stored schemas are completed by others, or asked questions with. */
  private Value.Obj noteReferences(Value.Obj schema, Use use, String path) {
    if (schema.get("$ref").orElse(null) instanceof Value.Text(var ref)) {
      var besides = PARTS.stream().anyMatch(p -> !p.equals("$ref") && schema.get(p).isPresent());
      var alone = !besides && schema.get("properties").isEmpty();
      if (use == Use.BRANCH || use == Use.STORE || !alone) completed.add(ref);
      if (use == Use.TEST) questioned = true;
    }
    return schema;
  }

  private Value.Obj close(Value.Obj original, Use use, String path) {
    var schema = withoutSlowFormat(original);
    if (!describesWhole(use, path) || saysSoItself(schema)) return schema;
    if (isPlain(schema)) {
      return schema.get("properties").isPresent()
          ? schema.with("additionalProperties", Value.of(false))
          : schema;
    }
    var closedWhereItStands =
        schema.get("$ref").orElse(null) instanceof Value.Text(var ref) && isStoredWhole(ref);
    return dialect.hasUnevaluated() && !closedWhereItStands && shape.declares(schema)
        ? schema.with("unevaluatedProperties", Value.of(false))
        : schema;
  }

  private boolean describesWhole(Use use, String path) {
    if (questioned && isStored(path)) return false;
    return switch (use) {
      case VALUE -> true;
      case BRANCH, TEST -> false;
      case STORE -> isStoredWhole("#" + path);
    };
  }

  /** Whether the schema that is referred to is plain and nothing completes it. */
  private boolean isStoredWhole(String ref) {
    return !questioned
        && ref.startsWith("#")
        && isStored(ref.substring(1))
        && !completed.contains(ref)
        && shape.at(ref.substring(1)).filter(SchemaClosing::isPlain).isPresent();
  }

  private static boolean isStored(String path) {
    return path.startsWith("/$defs/") || path.startsWith("/definitions/");
  }

  private static boolean isPlain(Value.Obj schema) {
    return PARTS.stream().noneMatch(part -> schema.get(part).isPresent());
  }

  private static boolean saysSoItself(Value.Obj schema) {
    return schema.get("additionalProperties").isPresent()
        || schema.get("unevaluatedProperties").isPresent();
  }

  private static Value.Obj withoutSlowFormat(Value.Obj schema) {
    return schema.get("format").orElse(null) instanceof Value.Text(var format)
            && !SchemaDialect.FORMATS.contains(format)
        ? schema.without("format")
        : schema;
  }
}
