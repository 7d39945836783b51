package dev.interlock.testkit.sim;

import java.util.List;

/** What must happen somewhere in two thousand worlds; a limit that never bites is a comment. */
final class Expected {
  private Expected() {}

  static final List<String> EVERYWHERE = List.of("power cut", "store failure", "clock set");
}
