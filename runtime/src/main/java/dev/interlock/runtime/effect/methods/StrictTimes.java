package dev.interlock.runtime.effect.methods;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Reads times from ISO 8601 text alone; Jackson also takes numbers and lists for them. */
final class StrictTimes<T> extends StdScalarDeserializer<T> {
  private final Function<String, T> parse;

  private StrictTimes(Class<T> type, Function<String, T> parse) {
    super(type);
    this.parse = parse;
  }

  static SimpleModule module() {
    return new SimpleModule("strict-times")
        .addDeserializer(Instant.class, new StrictTimes<>(Instant.class, Instant::parse))
        .addDeserializer(LocalDate.class, new StrictTimes<>(LocalDate.class, LocalDate::parse));
  }

  @Override
  public T deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return context.reportInputMismatch(this, "expected text, got %s", parser.currentToken());
    }
    try {
      return parse.apply(parser.getString());
    } catch (DateTimeException wrong) {
      return context.reportInputMismatch(this, "%s", String.valueOf(wrong.getMessage()));
    }
  }
}
