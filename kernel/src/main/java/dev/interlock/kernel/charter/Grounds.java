package dev.interlock.kernel.charter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a tool is judged by beyond itself.
 *
 * @param facts what is read before a call is judged, in order; policy knows them as {@code facts}
 * @param doneWhen what must be so after the effect; null if nothing is asked
 */
public record Grounds(List<Look> facts, @Nullable PostCondition doneWhen) {
  public static final Grounds NONE = new Grounds(List.of(), null);

  public Grounds {
    facts = List.copyOf(facts);
  }
}
