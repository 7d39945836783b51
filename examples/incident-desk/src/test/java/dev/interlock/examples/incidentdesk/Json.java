package dev.interlock.examples.incidentdesk;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a tool's record as a model would see it: component names verbatim, no blanks. */
final class Json {
  private Json() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case Enum<?> constant -> quoted(constant.name());
      case List<?> list -> list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
      case Record answer -> object(answer);
      default -> quoted(value.toString());
    };
  }

  private static String object(Record value) {
    return Arrays.stream(value.getClass().getRecordComponents())
        .map(component -> quoted(component.getName()) + ":" + of(read(value, component)))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
