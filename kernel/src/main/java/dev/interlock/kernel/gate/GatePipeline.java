package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Clocks;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Command.InvokeTool.Purpose;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Hold;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.Pending.Stage;
import dev.interlock.kernel.run.Quorum;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks every gate in a fixed order and has the last word: deny beats pause beats reuse beats
 * withhold beats hold beats allow. One instance serves every run; stateless.
 */
public final class GatePipeline {
  /** How often a person is asked about one command. */
  private static final int QUESTIONS_MAX = 3;

  private final List<Gate> gates;
  private final List<Gate> attemptGates;

  /**
   * @throws IllegalArgumentException if there is no gate; an empty pipeline would permit everything
   */
  public GatePipeline(List<Gate> gates) {
    if (gates.isEmpty()) throw new IllegalArgumentException("no gates");
    this.gates = List.copyOf(gates);
    this.attemptGates = gates.stream().filter(Gate::governsAttempts).toList();
  }

  /** Returns the pipeline that the architecture fixes. */
  public static GatePipeline standard() {
    return new GatePipeline(
        List.of(
            new KnownToolGate(),
            new SchemaGate(),
            new PermissionGate(),
            new KeyGate(),
            new CallTimeGate(),
            new OrderGate(),
            new FactsGate(),
            new PolicyGate(),
            new ProgressGate(),
            new BudgetGate(),
            new KillSwitchGate(),
            new AutonomyGate(),
            new RollbackGate(),
            new PostConditionGate(),
            new AnswerGate()));
  }

  /** Returns this pipeline without the gates of these names: for drills, never for real work. */
  public GatePipeline without(Set<String> names) {
    return names.isEmpty()
        ? this
        : new GatePipeline(gates.stream().filter(gate -> !names.contains(gate.name())).toList());
  }

  /**
   * Judges one command that waits for the gates.
   *
   * @param state what holds
   * @param pending one of the state's pending commands, at stage wanted
   * @param facts what was established about it at the edge
   */
  public Ruling judge(RunState state, Pending pending, Facts facts) {
    if (!(pending.stage() instanceof Stage.Wanted wanted)) {
      throw new IllegalArgumentException(pending.command().id() + " does not wait for the gates");
    }
    var holds = new ArrayList<Hold>();
    @Nullable Ruling instead = null;
    for (var gate : pending.past().begun() ? attemptGates : gates) {
      if (!governs(gate, state, pending.command())) continue;
      switch (ask(gate, state, pending.command(), facts)) {
        case Verdict.Allow _ -> {}
        case Verdict.Deny(var denial) -> {
          return new Ruling.Denied(denial);
        }
        case Verdict.Hold(var questions) -> holds.addAll(questions);
        case Verdict.Pause(var by, var reason) -> instead = new Ruling.Paused(by, reason);
        case Verdict.Reuse(var entry) -> instead = stronger(instead, new Ruling.Reused(entry));
        case Verdict.Withhold _ -> instead = stronger(instead, new Ruling.Withheld());
      }
    }
    if (instead != null) return instead;
    holds.removeIf(hold -> Quorum.met(state, pending, hold));
    if (holds.isEmpty()) return new Ruling.Permitted(permit(state, pending, wanted, facts));
    return pending.past().asked() < QUESTIONS_MAX
        ? new Ruling.Held(holds)
        : new Ruling.Denied(askedTooOften(holds));
  }

  private static boolean governs(Gate gate, RunState state, Command command) {
    if (!(command instanceof InvokeTool call)) return true;
    return switch (call.purpose()) {
      case Purpose.Undoing _ -> gate.governsCompensations();
      case Purpose.Looking(var owner, _) -> gate.governsLooks() && governsOwner(gate, state, owner);
      case null -> true;
    };
  }

  /** A read for a compensation is bounded by nothing that the compensation is not. */
  private static boolean governsOwner(Gate gate, RunState state, CommandId owner) {
    var pending = state.pending().get(owner);
    return pending == null
        || !(pending.command() instanceof InvokeTool call)
        || call.undoes() == null
        || gate.governsCompensations();
  }

  /** A pause beats every other reason for not performing; else the earlier gate is heard. */
  private static Ruling stronger(@Nullable Ruling earlier, Ruling later) {
    return earlier == null ? later : earlier;
  }

  private static Verdict ask(Gate gate, RunState state, Command command, Facts facts) {
    try {
      return gate.judge(state, command, facts);
    } catch (RuntimeException broken) {
      return new Verdict.Deny(
          Refusal.GATE_BROKE.denial(
              gate.name(),
              "threw",
              "the gate '" + gate.name() + "' could not judge: " + broken,
              Value.Obj.EMPTY));
    }
  }

  private static Permit permit(RunState state, Pending pending, Stage.Wanted wanted, Facts facts) {
    var reserved = WorstCase.of(state, pending.command(), facts);
    var attempt = new Attempt(pending.past().attempts() + 1, wanted.attempt());
    return new Permit(pending.command(), attempt, reserved, beginBy(state, facts.at()));
  }

  /** Calls of one turn are performed one after the other; each waits for those before it. */
  static Instant beginBy(RunState state, Instant at) {
    var before =
        state.permitted().stream()
            .map(other -> ((Stage.Permitted) other.stage()).reserved().time())
            .reduce(Duration.ZERO, Duration::plus);
    return at.plus(before).plus(Clocks.BEGIN_WITHIN);
  }

  private static Denial askedTooOften(List<Hold> holds) {
    return Refusal.ASKED_TOO_OFTEN.denial(
        holds.getFirst().gate(),
        holds.getFirst().rule(),
        "people were asked " + QUESTIONS_MAX + " times about this call; they are not asked again",
        Value.Obj.EMPTY);
  }
}
