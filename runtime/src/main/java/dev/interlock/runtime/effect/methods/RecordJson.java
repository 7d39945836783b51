package dev.interlock.runtime.effect.methods;

import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Trees to records and back, without loss in either direction. Thread-safe. */
final class RecordJson {
  private static final JsonMapper MAPPER = mapper();

  private RecordJson() {}

  /** The tree does not fit the record; nothing was called. */
  static final class MisfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MisfitException(String message) {
      super(message);
    }
  }

  /**
   * @throws MisfitException if a component is unknown, missing, null or of another kind
   */
  static Object read(Value.Obj tree, Class<?> record) {
    try {
      return MAPPER.readValue(tree.json(), record);
    } catch (JacksonException misfit) {
      throw new MisfitException(firstLine(misfit));
    }
  }

  /**
   * @throws MisfitException if the record holds something that JSON has no form for
   */
  static Value write(Object record) {
    try {
      return Json.parse(MAPPER.writeValueAsString(record));
    } catch (JacksonException misfit) {
      throw new MisfitException(firstLine(misfit));
    } catch (Json.NotJsonException misfit) {
      throw new MisfitException(String.valueOf(misfit.getMessage()));
    }
  }

  private static String firstLine(JacksonException misfit) {
    return String.valueOf(misfit.getOriginalMessage()).lines().findFirst().orElse("");
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .annotationIntrospector(new RequiredComponents())
        .addModule(ExactNumbers.module())
        .addModule(StrictTimes.module())
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
        .withCoercionConfigDefaults(config ->
            config
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            config ->
                config
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }
}
