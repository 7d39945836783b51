package dev.interlock.kernel.charter;

import java.util.List;

/**
 * What must be so after an effect before anything may rest on it: its mandatory check.
 *
 * @param facts what is read after the effect, in order; their arguments are taken from {@code args}
 *     and {@code result} of the call
 * @param that a CEL expression over {@code args}, {@code result} and {@code facts}
 * @param reason what is wrong if it is false, for people and for the model
 */
public record PostCondition(List<Look> facts, String that, String reason) {
  public PostCondition {
    facts = List.copyOf(facts);
    Require.text("done-when.that", that);
  }
}
