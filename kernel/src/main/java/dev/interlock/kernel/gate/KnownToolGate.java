package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Undo;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.InvokeTool;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.RunState;
import java.util.stream.Collectors;

/**
 * A tool that is not in the charter does not exist; one that is the runtime's own is not offered.
 */
final class KnownToolGate implements Gate {

  @Override
  public String name() {
    return "known-tool";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof InvokeTool call)) return Verdict.Allow.ALLOW;
    if (undoes(state, call) || looks(state, call)) return Verdict.Allow.ALLOW;
    var recourse = state.course().recourse();
    if (recourse != null && recourse.is(call)) return Verdict.Allow.ALLOW;
    var offered = state.offered();
    if (offered.stream().anyMatch(tool -> tool.name().equals(call.tool())))
      return Verdict.Allow.ALLOW;
    var names =
        offered.isEmpty()
            ? "none, give your final answer"
            : offered.stream().map(ToolContract::name).collect(Collectors.joining(", "));
    return new Verdict.Deny(
        refusal(state, call.tool())
            .denial(
                name(),
                "not-offered",
                reason(state, call.tool()) + "; the tools are: " + names,
                Saw.the("tool", call.tool()).written()));
  }

  /** Whether it is the tool that the contract of an effect of this run names for undoing it. */
  private static boolean undoes(RunState state, InvokeTool call) {
    var effect = call.undoes();
    return effect != null
        && state
            .effects()
            .get(effect)
            .flatMap(one -> state.mandate().charter().tool(one.call().tool()))
            .filter(tool -> tool.undo() instanceof Undo.By(var by, _) && by.equals(call.tool()))
            .isPresent();
  }

  /** Whether it is a read that the charter names for the ruling on a command of this run. */
  private static boolean looks(RunState state, InvokeTool call) {
    var looking = call.looks();
    return looking != null
        && state.looks(looking.command()).stream()
            .anyMatch(
                look -> look.name().equals(looking.name()) && look.tool().equals(call.tool()));
  }

  private static Refusal refusal(RunState state, String tool) {
    return elsewhere(state, tool) ? Refusal.TOOL_OF_ANOTHER_PHASE : Refusal.UNKNOWN_TOOL;
  }

  private static String reason(RunState state, String tool) {
    return elsewhere(state, tool)
        ? "the tool '" + tool + "' is not offered in phase '" + state.phaseName() + "'"
        : "there is no tool '" + tool + "'";
  }

  /** Whether it is a tool of another phase: the wrong one, and not an invented one. */
  private static boolean elsewhere(RunState state, String tool) {
    return state.mandate().charter().offered().stream().anyMatch(one -> one.name().equals(tool));
  }
}
