package dev.interlock.runtime.effect.methods;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Describe;
import dev.interlock.runtime.json.Json;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (draft 2020-12) of records: closed, every component required unless it is nullable,
 * everything in place, so that a record which contains itself has none. Not thread-safe.
 */
final class RecordSchema {
  private final SchemaGenerator generator = new SchemaGenerator(config().build());

  /**
   * @throws IllegalArgumentException if the record contains itself
   */
  Value.Obj of(Class<?> record) {
    var schema = (Value.Obj) Json.parse(generator.generateSchema(record).toString());
    return schema.without("$schema");
  }

  /** The schema of a tool that takes nothing. */
  static Value.Obj empty() {
    return Value.Obj.EMPTY
        .with("type", Value.of("object"))
        .with("properties", Value.Obj.EMPTY)
        .with("additionalProperties", Value.of(false));
  }

  private static SchemaGeneratorConfigBuilder config() {
    var config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.INLINE_ALL_SCHEMAS);
    var _ =
        config
            .forFields()
            .withRequiredCheck(field -> !isNullable(field))
            .withNullableCheck(RecordSchema::isNullable)
            .withDescriptionResolver(RecordSchema::description);
    return config;
  }

  private static boolean isNullable(FieldScope field) {
    return !field.isFakeContainerItemScope()
        && component(field).map(Components::isNullable).orElse(false);
  }

  private static @Nullable String description(FieldScope field) {
    if (field.isFakeContainerItemScope()) return null;
    return component(field)
        .map(component -> component.getAnnotation(Describe.class))
        .map(Describe::value)
        .orElse(null);
  }

  private static Optional<RecordComponent> component(FieldScope field) {
    var member = field.getRawMember();
    return Components.find(member.getDeclaringClass(), member.getName());
  }
}
