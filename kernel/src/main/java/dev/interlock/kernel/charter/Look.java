package dev.interlock.kernel.charter;

import java.util.Map;

/**
 * A read that the runtime makes, so that a ruling can rest on the state of the world and not on
 * what the model says of it.
 *
 * @param name under which expressions know the result, as in {@code facts.NAME}
 * @param tool what is read with: a tool of the charter that changes nothing
 * @param args a CEL expression for each argument; over what the ruling is about, and the {@code
 *     facts} that come before this one
 */
public record Look(String name, String tool, Map<String, String> args) {
  public Look {
    Require.text("facts", name);
    Require.text("facts." + name + ".tool", tool);
    args = Map.copyOf(args);
  }
}
