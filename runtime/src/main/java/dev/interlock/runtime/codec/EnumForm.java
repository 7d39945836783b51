package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import java.util.HashMap;
import java.util.Map;

/** An enum as its name in lower-case kebab. */
final class EnumForm implements Form {
  private final Map<String, Object> byName = new HashMap<>();

  EnumForm(Class<?> type) {
    for (var constant : type.getEnumConstants()) byName.put(name(constant), constant);
  }

  @Override
  public Value write(Object object) {
    return Value.of(name(object));
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Text(var text))) throw Forms.unexpected("a name", value);
    var constant = byName.get(text);
    if (constant == null) throw new MalformedException("unknown name '" + text + "'");
    return constant;
  }

  private static String name(Object constant) {
    return Forms.kebab(((Enum<?>) constant).name());
  }
}
