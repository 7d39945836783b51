package dev.interlock.runtime.effect.methods;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Tells Jackson that a component which is not nullable must be given, and not as null. */
final class RequiredComponents extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    var component = component(member);
    return component.isPresent()
        ? Boolean.valueOf(!Components.isNullable(component.get()))
        : super.hasRequiredMarker(config, member);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
    var component = component(member);
    if (component.isEmpty()) return super.findSetterInfo(config, member);
    var whole = Components.isNullable(component.get()) ? Nulls.SET : Nulls.FAIL;
    return JsonSetter.Value.forValueNulls(whole, Nulls.FAIL);
  }

  private static Optional<RecordComponent> component(Annotated member) {
    if (!(member instanceof AnnotatedParameter parameter)) return Optional.empty();
    var type = parameter.getDeclaringClass();
    if (!type.isRecord() || type.getRecordComponents().length <= parameter.getIndex()) {
      return Optional.empty();
    }
    return Optional.of(type.getRecordComponents()[parameter.getIndex()]);
  }
}
