package dev.interlock.runtime.agent;

import dev.interlock.kernel.charter.Rules.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads {@code phases}: a smaller set of tools for each state of a run. */
final class PhaseReader {
  private final Tools tools;

  PhaseReader(Tools tools) {
    this.tools = tools;
  }

  List<Phase> read(Section top) {
    List<Phase> phases = new ArrayList<>();
    var names = new HashSet<String>();
    for (var item : top.sections("phases", "phase")) {
      phase(item).ifPresent(phases::add);
      item.done();
      var name = item.get("name", Shapes.NAME);
      if (name.isPresent() && !names.add(name.get())) {
        item.error("name", item.pathOf("name") + ": two phases are called " + name.get(), "");
      }
    }
    return phases;
  }

  private Optional<Phase> phase(Section item) {
    var name = item.require("name", Shapes.NAME, "as in name: investigate");
    var offered = item.require("tools", Shapes.TEXTS, "the tools of this phase");
    var until = item.get("until", Shapes.TEXT);
    var steps = item.get("steps", Shapes.whole(1, 1_000_000));
    if (!item.has("until") && !item.has("steps")) {
      item.error(
          "name",
          item.path() + " has neither until nor steps: it would never end",
          "add until: 'called(\"...\") > 0' or steps: 6");
    }
    for (var tool : offered.orElseGet(List::of)) {
      var _ =
          tools.known(
              item, "tools", tool, ListedTool::forModel, "is internal: the model cannot call it");
    }
    if (name.isEmpty() || offered.isEmpty()) return Optional.empty();
    return Optional.of(
        new Phase(name.get(), offered.get(), until.orElse(null), steps.orElse(null)));
  }
}
