package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Rules;

/** Everything that a file says, read and typed. */
record Content(Identity identity, Model model, Tools tools, Bounds bounds, Rules rules) {

  /** Who the agent is. */
  record Identity(String name, int version, String purpose, String instructions) {}
}
