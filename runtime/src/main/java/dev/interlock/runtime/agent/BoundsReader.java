package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Bounds.Counts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads how freely, how much, how long: {@code autonomy}, {@code budget}, {@code principal}. */
final class BoundsReader {
  private static final int COUNT_MAX = 100_000;
  private static final Shape<Integer> COUNT = Shapes.whole(1, COUNT_MAX);
  private static final Shape<Integer> COUNT_OR_NONE = Shapes.whole(0, COUNT_MAX);

  private BoundsReader() {}

  static Bounds read(Section top) {
    return new Bounds(
        top.get("autonomy", Shapes.oneOf(Autonomy.class), Default.AUTONOMY),
        budget(top.sectionOrEmpty("budget", "budget")),
        top.get("brief-tokens-max", Shapes.whole(1_000L, 10_000_000L), Default.BRIEF_TOKENS_MAX),
        top.get("stall-turns-max", Shapes.whole(1, 1_000), Default.STALL_TURNS_MAX),
        roles(top));
  }

  private static Budget budget(Section budget) {
    var read =
        new Budget(
            new Counts(
                budget.get("steps", COUNT, Default.STEPS),
                budget.get("model-calls", COUNT, Default.MODEL_CALLS),
                budget.get("tool-calls", COUNT_OR_NONE, Default.TOOL_CALLS),
                budget.get("repairs", COUNT_OR_NONE, Default.REPAIRS)),
            budget.get("tokens", Shapes.whole(1L, 1_000_000_000_000L), Default.TOKENS),
            budget.get("cost", Shapes.MONEY, Default.COST),
            budget.get("time", Shapes.DURATION, Default.TIME),
            budget.get("deadline", Shapes.DURATION, Default.DEADLINE));
    budget.done();
    return read;
  }

  private static Map<String, List<String>> roles(Section top) {
    var roles = new TreeMap<String, List<String>>();
    var principal = top.sectionOrEmpty("principal", "principal");
    var section = principal.sectionOrEmpty("roles", "roles");
    for (var role : section.keys()) {
      section.get(role, Shapes.TEXTS).ifPresent(permissions -> roles.put(role, permissions));
    }
    principal.done();
    return roles;
  }
}
