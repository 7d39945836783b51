package dev.interlock.runtime.effect.methods;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.stream.Stream;

/** What the components of records say of themselves. */
final class Components {
  private Components() {}

  /** Returns the record's component, or empty if the class is no record or has none so named. */
  static Optional<RecordComponent> find(Class<?> type, String name) {
    if (!type.isRecord()) return Optional.empty();
    return Stream.of(type.getRecordComponents()).filter(c -> c.getName().equals(name)).findFirst();
  }

  /**
   * Whether the component may be missing or null: it or its type carries a Nullable of any kind.
   */
  static boolean isNullable(RecordComponent component) {
    return Stream.of(component.getAnnotations(), component.getAnnotatedType().getAnnotations())
        .flatMap(Stream::of)
        .map(Annotation::annotationType)
        .anyMatch(type -> type.getSimpleName().equals("Nullable"));
  }
}
