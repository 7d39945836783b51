package dev.interlock.runtime.gate;

import dev.interlock.runtime.UserError;
import java.util.function.Supplier;

/** Says where it stands when something cannot be compiled. */
final class Compiling {
  private Compiling() {}

  /**
   * @param where names what is compiled, as in {@code policy[2].when}
   * @throws UserError if it cannot be
   */
  static <T> T at(String where, Supplier<T> made) {
    try {
      return made.get();
    } catch (BadExpressionException bad) {
      throw new UserError(bad.problem(), where, "");
    } catch (BadSchemaException bad) {
      throw new UserError(bad.problem(), where, "");
    }
  }
}
