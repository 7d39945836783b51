package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** An enum as its name in lower-case kebab. */
final class EnumForm implements Form {
  private final Map<String, Object> byName = new HashMap<>();
  private final Map<Object, Value> names = new HashMap<>();

  EnumForm(Class<?> type) {
    for (var constant : type.getEnumConstants()) {
      var name = Forms.kebab(((Enum<?>) constant).name());
      byName.put(name, constant);
      names.put(constant, Value.of(name));
    }
  }

  @Override
  public Value write(Object object) {
    return Objects.requireNonNull(names.get(object));
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Text(var text))) throw Forms.unexpected("a name", value);
    var constant = byName.get(text);
    if (constant == null) throw new MalformedException("unknown name '" + text + "'");
    return constant;
  }
}
