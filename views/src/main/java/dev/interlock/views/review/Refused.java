package dev.interlock.views.review;

import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.value.Value;
import java.util.Map;

/**
 * Something that a gate said no to.
 *
 * @param entry where it stands
 * @param what a tool's name, {@code answer} or {@code model}
 */
public record Refused(long entry, String what, Denial denial) {

  /** The refusal as JSON: {@code {entry, what, gate, rule, reason, leaf}}. */
  public Value.Obj json() {
    return Value.of(
        Map.of(
            "entry", Value.of(entry),
            "what", Value.of(what),
            "gate", Value.of(denial.gate()),
            "rule", Value.of(denial.rule()),
            "reason", Value.of(Dossier.cut(denial.reason())),
            "leaf", Value.of(denial.leaf().id())));
  }
}
