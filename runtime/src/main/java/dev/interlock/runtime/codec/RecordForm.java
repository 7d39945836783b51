package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object; unknown members are refused, absent ones are null where null is allowed.
 */
final class RecordForm implements Form {

  private record Component(String name, Form form, MethodHandle accessor, boolean nullable) {}

  private final String name;
  private final List<Component> components = new ArrayList<>();
  private final MethodHandle constructor;

  RecordForm(Class<?> type, Forms forms) {
    name = type.getSimpleName();
    var lookup = MethodHandles.publicLookup();
    try {
      for (var component : type.getRecordComponents())
        components.add(component(component, forms, lookup));
      var parameters =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toList();
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, parameters))
              .asSpreader(Object[].class, parameters.size())
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException notPublic) {
      throw new IllegalArgumentException(type + " is not a public record", notPublic);
    }
  }

  @Override
  public Value write(Object object) {
    var members = new TreeMap<String, Value>();
    for (var component : components) {
      var value = get(component, object);
      if (value == null || component.form.isAbsent(value)) continue;
      members.put(component.name, component.form.write(value));
    }
    return new Value.Obj(members);
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Obj(var members))) throw Forms.unexpected("an object", value);
    var arguments = new @Nullable Object[components.size()];
    var unknown = new HashSet<>(members.keySet());
    for (var i = 0; i < arguments.length; i++) {
      var component = components.get(i);
      var member = members.get(component.name);
      arguments[i] = member == null ? absent(component) : read(component, member);
      unknown.remove(component.name);
    }
    if (!unknown.isEmpty()) throw new MalformedException(name + " has no member " + unknown);
    return construct(arguments);
  }

  private Component component(RecordComponent component, Forms forms, MethodHandles.Lookup lookup)
      throws IllegalAccessException {
    var accessor =
        lookup
            .unreflect(component.getAccessor())
            .asType(MethodType.methodType(Object.class, Object.class));
    return new Component(
        component.getName(),
        forms.of(component.getGenericType()),
        accessor,
        isNullable(component.getAnnotatedType()));
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static @Nullable Object absent(Component component) {
    return component.nullable ? null : component.form.absent(component.name);
  }

  private static Object read(Component component, Value member) {
    try {
      return component.form.read(member);
    } catch (MalformedException bad) {
      throw new MalformedException(component.name + ": " + bad.getMessage(), bad);
    }
  }

  @SuppressWarnings("ThrowSpecificExceptions") // a handle declares Throwable
  private static @Nullable Object get(Component component, Object object) {
    try {
      return (Object) component.accessor.invokeExact(object);
    } catch (Throwable broken) {
      throw new IllegalStateException("accessor " + component.name + " threw", broken);
    }
  }

  private Object construct(@Nullable Object[] arguments) {
    try {
      return (Object) constructor.invokeExact(arguments);
    } catch (RuntimeException | Error refused) {
      throw new MalformedException(name + " refused its members: " + refused.getMessage(), refused);
    } catch (Throwable broken) {
      throw new IllegalStateException(name + " could not be made", broken);
    }
  }
}
