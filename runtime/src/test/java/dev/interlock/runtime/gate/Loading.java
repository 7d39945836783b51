package dev.interlock.runtime.gate;

import dev.interlock.kernel.charter.Rules.Then;

/** Compiles a charter in a fresh process, so that a test can see what was loaded for it. */
final class Loading {
  private Loading() {}

  public static void main(String[] arguments) {
    var bare = new Charters().tool("look", "{\"type\":\"object\"}");
    var charter =
        switch (arguments[0]) {
          case "schema" -> bare.tool("pay", "{\"type\":\"object\",\"properties\":{}}");
          case "rules" -> bare.policy("tool == 'look'", Then.DENY);
          default -> bare;
        };
    var _ = FactFinder.of(charter.made());
  }
}
