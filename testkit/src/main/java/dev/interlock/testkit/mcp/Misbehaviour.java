package dev.interlock.testkit.mcp;

import java.util.List;

/** How the server is told to misbehave; see {@link EffectServer}. */
record Misbehaviour(List<String> names) {

  static Misbehaviour of(String commaList) {
    return new Misbehaviour(List.of(commaList.split(",", -1)));
  }

  boolean garbage() {
    return names.contains("garbage");
  }

  boolean silent() {
    return names.contains("silent");
  }

  boolean exits() {
    return names.contains("exit");
  }

  boolean twice() {
    return names.contains("twice");
  }

  boolean deaf() {
    return names.contains("deaf");
  }

  boolean stays() {
    return names.contains("stay");
  }
}
