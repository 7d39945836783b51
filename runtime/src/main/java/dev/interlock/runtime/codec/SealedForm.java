package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Map;

/** One of a closed set: the object of its record, with the member {@code kind}. */
final class SealedForm implements Form {
  private static final String KIND = "kind";

  private final Map<String, Form> byKind = new HashMap<>();
  private final Map<Class<?>, String> kinds = new HashMap<>();

  SealedForm(Class<?> type, Forms forms) {
    for (var permitted : type.getPermittedSubclasses()) {
      refuseClash(permitted);
      var kind = Forms.kebab(permitted.getSimpleName());
      byKind.put(kind, forms.of(permitted));
      kinds.put(permitted, kind);
    }
  }

  private static void refuseClash(Class<?> permitted) {
    if (!permitted.isRecord()) return;
    for (var component : permitted.getRecordComponents()) {
      if (component.getName().equals(KIND)) {
        throw new IllegalArgumentException(permitted + " has a component named " + KIND);
      }
    }
  }

  @Override
  public Value write(Object object) {
    var kind = kinds.get(object.getClass());
    var form = kind == null ? null : byKind.get(kind);
    if (kind == null || form == null) {
      throw new IllegalArgumentException("not in the set: " + object.getClass());
    }
    return ((Value.Obj) form.write(object)).with(KIND, Value.of(kind));
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Obj object)
        || !(object.get(KIND).orElse(Value.Null.NULL) instanceof Value.Text(var kind))) {
      throw Forms.unexpected("an object with a kind", value);
    }
    var form = byKind.get(kind);
    if (form == null) throw new MalformedException("unknown kind '" + kind + "'");
    return form.read(object.without(KIND));
  }
}
