package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Look;
import dev.interlock.kernel.charter.PostCondition;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Command.ConfirmEffect;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Effects.Fate;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows by itself what is read for rulings, and what is known of effects. */
final class GroundsCheck {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Scene scene;
  private final Map<CommandId, Wanted> reads = new HashMap<>();

  /** What came in for a command, by the command and the name of the read. */
  private final Map<String, Came> came = new HashMap<>();

  /** The entries in which effects were found to be what they should be. */
  private final Map<CommandId, Long> confirmed = new HashMap<>();

  private long lastEffect;

  GroundsCheck(Scene scene) {
    this.scene = scene;
  }

  /** A read that was prepared, and in which entry. */
  private record Wanted(InvokeTool.Purpose.Looking looking, long prepared) {}

  private record Came(Instant at, long prepared) {}

  void take(RunState before, Entry entry, RunState after) {
    for (var pending : after.pending().values()) {
      if (pending.command() instanceof InvokeTool call && call.looks() != null) {
        reads.putIfAbsent(call.id(), new Wanted(call.looks(), entry.sequence()));
      }
    }
    switch (entry.event()) {
      case Event.CommandPermitted permitted -> permitted(before, entry, permitted);
      case Event.ToolReturned returned -> returned(before, entry, returned);
      case Event.RunEnded(Ending.Completed _) -> completed(after);
      default -> {}
    }
  }

  /** Whether a call is a read for a ruling. */
  boolean reads(CommandId command) {
    return reads.containsKey(command);
  }

  private void returned(RunState before, Entry entry, Event.ToolReturned event) {
    var read = reads.get(event.command());
    var pending = before.pending().get(event.command());
    if (read != null && Assessment.complete(event.assessment())) {
      var looking = read.looking;
      came.put(looking.command() + looking.name(), new Came(entry.at(), read.prepared));
    } else if (pending != null && !before.isRead(pending.command())) {
      lastEffect = entry.sequence();
    }
  }

  private void permitted(RunState before, Entry entry, Event.CommandPermitted event) {
    var pending = before.pending().get(event.command());
    if (pending == null || event.attempt().kind() == Attempt.Kind.QUERY) return;
    var command = pending.command();
    if (event.attempt().number() == 1) {
      declared(command).forEach(look -> requireRead(command.id(), look, entry));
    }
    if (!(command instanceof ConfirmEffect confirm)) return;
    var found = event.facts().doneWhen();
    if (found == null || found.result() != Truth.TRUE) {
      throw scene.fail(Invariant.CONFIRMED, confirm.effect() + " was confirmed by " + found);
    }
    confirmed.put(confirm.effect().id(), entry.sequence());
  }

  private List<Look> declared(Command command) {
    return switch (command) {
      case InvokeTool call when call.looks() == null ->
          scene.charter().tool(call.tool()).orElseThrow().groundsOrNone().facts();
      case AcceptAnswer _ -> scene.charter().rules().factsOrNone();
      case ConfirmEffect(_, var effect, _, _) ->
          after(effect).map(PostCondition::facts).orElse(List.of());
      default -> List.of();
    };
  }

  private Optional<PostCondition> after(InvokeTool effect) {
    @Nullable PostCondition condition =
        scene.charter().tool(effect.tool()).orElseThrow().groundsOrNone().doneWhen();
    return Optional.ofNullable(condition);
  }

  private void requireRead(CommandId command, Look look, Entry entry) {
    var read = came.get(command + look.name());
    if (read == null) {
      throw scene.fail(Invariant.FACTS, command + " is permitted without " + look);
    }
    scene.coverage().count("judged by what was read");
    if (entry.at().isAfter(read.at.plus(FRESH)) || lastEffect > read.prepared) {
      throw scene.fail(Invariant.FACTS, command + " rests on " + look + " of " + read);
    }
  }

  private void completed(RunState after) {
    after
        .effects()
        .all()
        .forEach((id, effect) -> {
          if (!(effect.fate() instanceof Fate.Happened(var entry))) return;
          if (effect.call().undoes() != null || after(effect.call()).isEmpty()) return;
          if (confirmed.getOrDefault(effect.id(), 0L) > entry) return;
          throw scene.fail(Invariant.CONFIRMED, effect + " was never confirmed");
        });
  }
}
