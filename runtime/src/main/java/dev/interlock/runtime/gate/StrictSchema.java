package dev.interlock.runtime.gate;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One compiled JSON Schema (2020-12 unless {@code $schema} says otherwise). Immutable, thread-safe.
 *
 * <p>Strict: nothing is coerced ({@code 1.9} is no integer, {@code "5"} no number; {@code 1.0} is
 * an integer, as JSON Schema says), and fields that are not named are refused as {@link
 * SchemaClosing} describes. Whatever the schema itself refuses stays refused.
 *
 * <p>Refused when compiled: what is no valid schema, a reference out of the schema, a pattern that
 * cannot run in linear time, more than 256 KiB. Limited when checked: {@value #STEPS_MAX} steps,
 * {@value #DEPTH_MAX} levels; past them the value is in violation. Formats are checked if they are
 * among {@link SchemaDialect#FORMATS}.
 */
final class StrictSchema {
  private static final long STEPS_MAX = 250_000;
  private static final int DEPTH_MAX = 200;

  private static final SchemaRegistry REGISTRY = registry();
  private static final ExecutionConfig LIMITS =
      ExecutionConfig.builder()
          .maxEvaluationSteps(STEPS_MAX)
          .maxEvaluationDepth(DEPTH_MAX)
          .formatAssertionsEnabled(true)
          .locale(Locale.ROOT)
          .build();

  private static final List<Violation> TOO_LARGE =
      List.of(
          new Violation("", "is too large or too deeply nested to be checked against its schema"));

  private final Schema strict;
  private final @Nullable Schema written;
  private final Faults faults;

  private StrictSchema(Schema strict, @Nullable Schema written, Faults faults) {
    this.strict = strict;
    this.written = written;
    this.faults = faults;
  }

  /**
   * @throws BadSchemaException if the schema cannot be used
   */
  static StrictSchema of(Value.Obj schema) {
    var dialect = SchemaDialect.of(schema);
    SchemaReview.review(schema);
    return of(schema, dialect, SchemaClosing.of(dialect, schema));
  }

  /**
   * As {@link #of}, but fields that are not named are let through where the schema lets them.
   *
   * @throws BadSchemaException if the schema cannot be used
   */
  static StrictSchema asWritten(Value.Obj schema) {
    var dialect = SchemaDialect.of(schema);
    SchemaReview.review(schema);
    return of(schema, dialect, schema.without("$id").without("id"));
  }

  private static StrictSchema of(Value.Obj schema, SchemaDialect dialect, Value.Obj closed) {
    // To close a part of oneOf can make one of two matches fail; so both must agree.
    var either = schema.json().contains("\"oneOf\"");
    var made =
        new StrictSchema(
            compiled(dialect, closed),
            either ? compiled(dialect, schema.without("$id").without("id")) : null,
            new Faults(new SchemaShape(closed)));
    if (made.check(Value.Obj.EMPTY).equals(TOO_LARGE)) {
      throw new BadSchemaException("", "refers to itself without end");
    }
    return made;
  }

  /** Returns where a value breaks the schema, in the order of the schema; empty if it fits. */
  List<Violation> check(Value value) {
    try {
      var node = Nodes.of(value);
      var errors = strict.validate(node, context -> context.setExecutionConfig(LIMITS));
      if (errors.isEmpty() && written != null) {
        errors = written.validate(node, context -> context.setExecutionConfig(LIMITS));
      }
      return errors.isEmpty() ? List.of() : faults.inWords(errors);
    } catch (ValidationLimitExceededException limit) {
      return TOO_LARGE;
    } catch (RuntimeException broken) {
      return List.of(new Violation("", "cannot be checked against its schema: " + broken));
    }
  }

  private static Schema compiled(SchemaDialect dialect, Value.Obj schema) {
    try {
      var named = schema.with("$schema", Value.of(dialect.id()));
      var compiled = REGISTRY.getSchema(Nodes.of(named));
      compiled.initializeValidators();
      return compiled;
    } catch (SchemaException bad) {
      throw new BadSchemaException("", String.valueOf(bad.getMessage()));
    }
  }

  private static SchemaRegistry registry() {
    var config =
        SchemaRegistryConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(new Patterns())
            .locale(Locale.ROOT)
            .build();
    return SchemaRegistry.withDialects(
        List.of(
            Dialects.getDraft202012(),
            Dialects.getDraft201909(),
            Dialects.getDraft7(),
            Dialects.getDraft6(),
            Dialects.getDraft4()),
        builder -> builder.schemaRegistryConfig(config));
  }
}
