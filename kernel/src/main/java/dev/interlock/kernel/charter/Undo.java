package dev.interlock.kernel.charter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What takes the effect of a tool back. A contract that says nothing of it has nothing. */
public sealed interface Undo {

  /** Nothing does, and its owner says so. */
  record Never() implements Undo {
    public static final Never NEVER = new Never();
  }

  /**
   * A call of another tool of the charter: one with an effect, which is itself not taken back.
   *
   * @param tool which
   * @param args a CEL expression over {@code args} and {@code result} for each argument; null or
   *     empty if the arguments are taken by name: from the result, else from the arguments of the
   *     call
   */
  record By(String tool, @Nullable Map<String, String> args) implements Undo {
    public By {
      Require.text("compensate", tool);
      if (args != null) args = args.isEmpty() ? null : Map.copyOf(args);
    }
  }
}
