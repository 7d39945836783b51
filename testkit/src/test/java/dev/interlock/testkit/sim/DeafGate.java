package dev.interlock.testkit.sim;

import dev.interlock.kernel.gate.Gate;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Ruling;
import dev.interlock.kernel.gate.Verdict;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;
import java.util.List;
import java.util.function.Predicate;

/**
 * All gates in one, without one of them.
 *
 * @param when in which states that one is not heard
 */
record DeafGate(GatePipeline sound, String without, Predicate<RunState> when) implements Gate {

  static GatePipeline to(String gate) {
    return to(gate, _ -> true);
  }

  static GatePipeline to(String gate, Predicate<RunState> when) {
    return new GatePipeline(List.of(new DeafGate(GatePipeline.standard(), gate, when)));
  }

  @Override
  public String name() {
    return "all-but-" + without;
  }

  @Override
  public boolean governsAttempts() {
    return true;
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    var pending = state.pending().get(command.id());
    if (pending == null) throw new IllegalStateException("not pending: " + command.id());
    return switch (sound.judge(state, pending, facts)) {
      case Ruling.Permitted _ -> Verdict.Allow.ALLOW;
      case Ruling.Reused(var entry) -> new Verdict.Reuse(entry);
      case Ruling.Withheld _ -> new Verdict.Withhold();
      case Ruling.Held(var holds) -> {
        var left = holds.stream().filter(hold -> !hold.gate().equals(without)).toList();
        yield left.isEmpty() ? Verdict.Allow.ALLOW : new Verdict.Hold(left);
      }
      case Ruling.Paused(var by, var reason) -> new Verdict.Pause(by, reason);
      case Ruling.Denied(var denial) ->
          denial.gate().equals(without) && when.test(state) && exists(state, command)
              ? Verdict.Allow.ALLOW
              : new Verdict.Deny(denial);
    };
  }

  /** What does not exist cannot be done, whoever lets it. */
  private static boolean exists(RunState state, Command command) {
    return !(command instanceof InvokeTool call)
        || state.mandate().charter().tool(call.tool()).isPresent();
  }
}
