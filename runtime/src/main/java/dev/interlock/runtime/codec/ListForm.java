package dev.interlock.runtime.codec;

import dev.interlock.kernel.value.Value;
import java.util.List;

/** A list as an array; an empty one is left out. */
record ListForm(Form item) implements Form {

  @Override
  public Value write(Object object) {
    return new Value.Arr(((List<?>) object).stream().map(one -> item.write(one)).toList());
  }

  @Override
  public Object read(Value value) {
    if (!(value instanceof Value.Arr(var items))) throw Forms.unexpected("a list", value);
    return items.stream().map(item::read).toList();
  }

  @Override
  public boolean isAbsent(Object object) {
    return ((List<?>) object).isEmpty();
  }

  @Override
  public Object absent(String member) {
    return List.of();
  }
}
