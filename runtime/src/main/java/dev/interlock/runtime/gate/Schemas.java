package dev.interlock.runtime.gate;

import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Checks values against JSON Schemas, strictly. Compiles each schema once, for up to {@value
 * #COMPILED_MAX} schemas. Thread-safe.
 *
 * <p>What strict means, what is refused at load and what is limited: see {@link StrictSchema}.
 */
public final class Schemas {
  private static final int COMPILED_MAX = 1_000;

  private final Map<Digest, StrictSchema> compiled = new ConcurrentHashMap<>();
  private final Map<Digest, StrictSchema> asWritten = new ConcurrentHashMap<>();

  /** Returns what is wrong with a schema, with the place in it; empty if it can be used. */
  public Optional<String> problem(Value.Obj schema) {
    try {
      var _ = compile(schema);
      return Optional.empty();
    } catch (BadSchemaException bad) {
      return Optional.of(bad.problem());
    }
  }

  /** As {@link #problem}, for a schema that lets fields through which it does not name. */
  public Optional<String> problemAsWritten(Value.Obj schema) {
    try {
      var _ = compileAsWritten(schema);
      return Optional.empty();
    } catch (BadSchemaException bad) {
      return Optional.of(bad.problem());
    }
  }

  /**
   * Returns where a value breaks a schema, in the order of the schema; empty if it fits.
   *
   * @throws BadSchemaException if the schema cannot be used
   */
  public List<Violation> check(Value.Obj schema, Value value) {
    return compile(schema).check(value);
  }

  StrictSchema compile(Value.Obj schema) {
    return once(compiled, schema, StrictSchema::of);
  }

  /** As {@link #compile}, but fields that the schema does not name are let through. */
  StrictSchema compileAsWritten(Value.Obj schema) {
    return once(asWritten, schema, StrictSchema::asWritten);
  }

  private static StrictSchema once(
      Map<Digest, StrictSchema> compiled,
      Value.Obj schema,
      Function<Value.Obj, StrictSchema> compile) {
    var digest = schema.digest();
    var known = compiled.get(digest);
    if (known != null) return known;
    var fresh = compile.apply(schema);
    if (compiled.size() < COMPILED_MAX) compiled.put(digest, fresh);
    return fresh;
  }
}
