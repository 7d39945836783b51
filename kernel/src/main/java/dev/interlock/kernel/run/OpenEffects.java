package dev.interlock.kernel.run;

import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Effects.Effect;
import dev.interlock.kernel.run.Effects.Fate;
import dev.interlock.kernel.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which effects of a run stand in the world, and which of them can be taken back. */
final class OpenEffects {
  private OpenEffects() {}

  /** What happened, was not taken back, and can be; the last first. */
  static List<Effect> undoable(RunState now) {
    return now.effects()
        .lastFirst(effect ->
            effect.fate() instanceof Fate.Happened && undo(now, effect) instanceof Undo.By);
  }

  /** What happened and nothing takes back; what undoes other effects is not among it. */
  static List<Effect> lasting(RunState now) {
    return now.effects()
        .lastFirst(effect ->
            effect.fate() instanceof Fate.Happened
                && !(undo(now, effect) instanceof Undo.By)
                && !undoesOthers(now, effect));
  }

  /** Says why a run cannot be rolled back; empty if there is or may be something to undo. */
  static Optional<String> nothing(RunState now) {
    var mayHappen =
        now.effects()
            .lastFirst(effect ->
                effect.fate() instanceof Fate.UnderWay && undo(now, effect) instanceof Undo.By);
    if (!undoable(now).isEmpty() || !mayHappen.isEmpty()) return Optional.empty();
    var lasting = lasting(now);
    if (!lasting.isEmpty()) {
      return Optional.of("nothing can be rolled back: no compensation undoes " + named(lasting));
    }
    var undone = now.effects().lastFirst(one -> one.fate() instanceof Fate.Undone).size();
    return Optional.of(
        "there is nothing to roll back: "
            + (undone == 0 ? "the run has had no effect" : "every effect has been undone"));
  }

  static String named(List<Effect> effects) {
    return effects.stream().map(Effect::named).collect(Collectors.joining(", "));
  }

  /** An effect as people are shown it: {@code {call, tool, arguments, compensate}}. */
  static Value.Obj shown(RunState now, Effect effect) {
    var by = undo(now, effect) instanceof Undo.By(var tool, _) ? tool : "";
    return Value.of(
        Map.of(
            "call", Value.of(effect.id().toString()),
            "tool", Value.of(effect.call().tool()),
            "arguments", effect.call().arguments(),
            "compensate", Value.of(by)));
  }

  private static @Nullable Undo undo(RunState now, Effect effect) {
    return now.mandate().charter().tool(effect.call().tool()).orElseThrow().undo();
  }

  private static boolean undoesOthers(RunState now, Effect effect) {
    return now.mandate().charter().tools().stream()
        .anyMatch(
            tool -> tool.undo() instanceof Undo.By(var by, _) && by.equals(effect.call().tool()));
  }
}
