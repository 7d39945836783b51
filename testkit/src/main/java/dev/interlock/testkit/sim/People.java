package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Content;
import dev.interlock.kernel.run.Course.Outlook;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Request;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolPerformer;
import dev.interlock.runtime.journal.JournalUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people around a run: they decide, change their minds, ask nonsense, and look at the world.
 */
final class People {
  static final Principal ANN = Principal.of("ann", "clerk");
  static final Principal BOB = Principal.of("bob", "manager");
  static final List<Principal> MANAGERS =
      List.of(BOB, Principal.of("cat", "manager"), Principal.of("dan", "manager"));
  static final Principal EVE = Principal.of("eve", "duty");

  private final Scene scene;
  private final Dice dice;
  private final Dice others;
  private int letters;

  People(Scene scene) {
    this.scene = scene;
    this.dice = scene.shape().dice("people");
    this.others = scene.shape().dice("other people");
  }

  /** Does something or nothing, from that terminal; returns whether something was asked. */
  boolean act(SimProcess terminal) {
    var state = scene.audit().state();
    if (state == null) return false;
    var request = noise(state).or(() -> silent() ? Optional.empty() : wish(state));
    request.ifPresent(wanted -> send(terminal, wanted));
    return request.isPresent();
  }

  /** Answers whatever is open, sensibly. */
  boolean answer(SimProcess terminal) {
    var state = scene.audit().state();
    if (state == null) return false;
    var request = wish(state);
    request.ifPresent(wanted -> send(terminal, wanted));
    return request.isPresent();
  }

  private boolean silent() {
    return scene.on(Feature.SILENCE) && !scene.calm();
  }

  private void send(SimProcess terminal, Request request) {
    var id = "letter-" + letters++;
    scene.tell(() -> terminal.name() + " asks " + id + ": " + request);
    try {
      scene.letters().send(terminal, id, request);
      if (scene.on(Feature.NOISE) && dice.chance(200)) scene.letters().send(terminal, id, request);
    } catch (Crash | JournalUnavailableException lost) {
      scene.tell(() -> "nobody knows whether " + id + " arrived");
    }
  }

  private Optional<Request> noise(RunState state) {
    if (scene.calm()) return Optional.empty();
    if (scene.on(Feature.PAUSES) && dice.chance(150)) {
      return Optional.of(new Request.Pause("ann", "letter-" + letters));
    }
    if (scene.on(Feature.PAUSES) && dice.chance(15)) return Optional.of(new Request.Cancel(BOB));
    if (scene.on(Feature.COMPENSATIONS) && dice.chance(state.over() ? 300 : 15)) {
      return Optional.of(rollback());
    }
    if (!scene.on(Feature.NOISE) || !dice.chance(400)) return Optional.empty();
    var command =
        state.pending().isEmpty() || dice.chance(500)
            ? new CommandId(1, dice.between(1, state.sequence() + 2), dice.below(2))
            : dice.pick(List.copyOf(state.pending().keySet()));
    var nonsense = Digest.of("nonsense" + letters);
    return Optional.of(
        switch (dice.below(7)) {
          case 0 -> new Request.Approve(command, nonsense, BOB);
          case 1 -> new Request.Approve(command, nonsense, ANN);
          case 2 -> new Request.Edit(command, nonsense, Value.Obj.EMPTY, BOB);
          case 3 -> new Request.Reject(command, "no reason", ANN);
          case 4 -> new Request.Pause("bob", "letter-" + letters);
          case 5 -> new Request.SettleReview(Value.of(letters), "", dice.pick(ANN, BOB, EVE));
          default -> new Request.Continue("letter-" + letters);
        });
  }

  /** Wants everything undone, from that terminal. */
  void wantUndone(SimProcess terminal) {
    send(terminal, rollback());
  }

  private Request rollback() {
    return new Request.Rollback(dice.chance(850) ? BOB : ANN);
  }

  private Optional<Request> wish(RunState state) {
    for (var pending : state.pending().values()) {
      var wish =
          switch (pending.stage()) {
            case Stage.Held held -> Optional.of(decision(pending, held));
            case Stage.InDoubt _ -> resolution(pending);
            case Stage.Wanted _, Stage.Permitted _ -> Optional.<Request>empty();
          };
      if (wish.isPresent()) return wish;
    }
    if (state.status() == Status.ESCALATED) return review();
    return state.course().heading() instanceof Outlook.Paused
        ? Optional.of(new Request.Continue("letter-" + letters))
        : Optional.empty();
  }

  /** Whoever is asked to review may not be the one who answers, nor answer what fits. */
  private Optional<Request> review() {
    if (dice.chance(300)) return Optional.empty();
    var by = dice.chance(700) ? EVE : dice.pick(ANN, BOB);
    var result = Value.of(Map.of("verdict", Value.of(dice.below(6))));
    return Optional.of(new Request.SettleReview(result, "looked at", by));
  }

  private Request decision(Pending pending, Stage.Held held) {
    var id = pending.command().id();
    var by = dice.chance(850) ? manager(pending, held) : ANN;
    if (scene.on(Feature.QUORUM) && !scene.calm() && others.chance(80)) {
      return new Request.Postpone(id, by);
    }
    if (dice.chance(200)) return new Request.Reject(id, "rather not", by);
    if (dice.chance(150) && pending.command() instanceof InvokeTool call) {
      var contract = scene.charter().tool(call.tool()).orElseThrow();
      return new Request.Edit(id, held.wanted(), SimModel.edited(contract, dice), by);
    }
    return new Request.Approve(id, held.wanted(), by);
  }

  /** Mostly one who has not said yes. */
  private Principal manager(Pending pending, Stage.Held held) {
    if (!scene.on(Feature.QUORUM) || others.chance(150)) return BOB;
    var said = pending.approvers(held.holds().getFirst());
    return MANAGERS.stream().filter(one -> !said.contains(one.name())).findFirst().orElse(BOB);
  }

  /** Looks at the world, and waits as long as it is not settled there. */
  private Optional<Request> resolution(Pending pending) {
    var id = pending.command().id();
    var key = ToolPerformer.key(scene.run(), id);
    if (scene.world().undecided(key)) return Optional.empty();
    if (!scene.world().happened(key)) return Optional.of(new Request.Resolve(id, null, BOB));
    var result = Value.of(Map.of("seen by", Value.of("bob"), "done", Value.of(key)));
    scene.world().gave(key, result);
    return Optional.of(new Request.Resolve(id, new Content.Inline(result), BOB));
  }
}
