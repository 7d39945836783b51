package dev.interlock.adapters.mcp;

import dev.interlock.kernel.value.Value;
import org.jspecify.annotations.Nullable;

/** One request on its way; learns its id when the SDK's session has drawn it. Thread-safe. */
final class Ticket {
  private final Value.Obj params;
  private volatile @Nullable String id;

  Ticket(Value.Obj params) {
    this.params = params;
  }

  Value.Obj params() {
    return params;
  }

  @Nullable String id() {
    return id;
  }

  void drawn(String id) {
    this.id = id;
  }
}
