package dev.interlock.views.trace;

import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.views.Amounts;
import dev.interlock.views.Plain;
import java.util.List;
import java.util.stream.Collectors;

/** How a story begins: who asked whom for what, within which bounds. */
final class Opening {
  private Opening() {}

  static List<Sentence> of(RunStarted started) {
    var charter = started.charter();
    var agent = charter.agent();
    return List.of(
        new Sentence(
            Tone.GOAL,
            Words.who(started.principal())
                + " asked "
                + Plain.line(agent.name(), 60)
                + ", version "
                + agent.version()
                + ": "
                + Words.quoted(charter.goal())),
        new Sentence(Tone.HOUSEKEEPING, bounds(charter)),
        new Sentence(
            Tone.HOUSEKEEPING,
            "Tools: " + tools(charter) + ". Charter " + started.charterDigest().brief() + "…"));
  }

  private static String bounds(Charter charter) {
    var use = Plain.line(charter.model().use(), 80);
    return "Model "
        + use
        + (charter.model().scripted() ? " (scripted: its words are not a model's)" : "")
        + behind(charter)
        + ", autonomy "
        + Words.lower(charter.bounds().autonomy())
        + ", at most "
        + most(charter.bounds().budget());
  }

  private static String behind(Charter charter) {
    var names = charter.fallback().stream().map(model -> Plain.line(model.use(), 80)).toList();
    var fallback = names.isEmpty() ? "" : ", behind it " + String.join(", ", names);
    var small = charter.small();
    return fallback + (small == null ? "" : ", for summaries " + Plain.line(small.use(), 80));
  }

  private static String most(Budget budget) {
    return Amounts.count(budget.counts().steps(), "turn")
        + ", "
        + Amounts.count(budget.counts().toolCalls(), "tool call")
        + ", "
        + Amounts.usd(budget.costMicros())
        + " and "
        + Amounts.time(budget.time());
  }

  private static String tools(Charter charter) {
    return charter.tools().isEmpty()
        ? "none"
        : Plain.line(
            charter.tools().stream().map(Opening::tool).collect(Collectors.joining(", ")), 400);
  }

  private static String tool(ToolContract tool) {
    var effect =
        switch (tool.effect()) {
          case EffectClass.Read _ -> "read";
          case EffectClass.Keyed _ -> "keyed";
          case EffectClass.Reconcile _ -> "reconcile";
          case EffectClass.Transactional _ -> "transactional";
          case EffectClass.Once _ -> "once";
        };
    var risk = tool.effect().isRead() ? "" : ", risk " + Words.lower(tool.risk());
    return tool.name() + " (" + effect + risk + ")";
  }
}
