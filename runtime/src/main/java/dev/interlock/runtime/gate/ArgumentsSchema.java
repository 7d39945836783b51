package dev.interlock.runtime.gate;

import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tool takes. A schema that asks nothing is answered without the library. */
final class ArgumentsSchema {
  private final @Nullable StrictSchema schema;

  private ArgumentsSchema(@Nullable StrictSchema schema) {
    this.schema = schema;
  }

  /**
   * @throws BadSchemaException if the schema cannot be used
   */
  static ArgumentsSchema of(Value.Obj schema, Schemas schemas) {
    var asksNothing = schema.equals(Value.Obj.EMPTY) || schema.equals(ANY_OBJECT);
    return new ArgumentsSchema(asksNothing ? null : schemas.compile(schema));
  }

  private static final Value.Obj ANY_OBJECT = Value.Obj.EMPTY.with("type", Value.of("object"));

  boolean needsLibrary() {
    return schema != null;
  }

  /** Returns where the arguments break the schema; empty if they fit. */
  List<Violation> check(Value arguments) {
    return schema == null ? List.of() : schema.check(arguments);
  }
}
