package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Rules;

/** Everything that a file says, read and typed. */
record Content(Identity identity, Models models, Tools tools, Bounds bounds, Rules rules) {

  /** The model that proposes. */
  Model model() {
    return models.first();
  }

  /** Who the agent is. */
  record Identity(String name, int version, String purpose, String instructions) {}
}
