package dev.interlock.testkit.sim;

import dev.interlock.kernel.brief.Brief;
import dev.interlock.kernel.brief.Message;
import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Command.Summarise;
import dev.interlock.kernel.run.CommandId;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import dev.interlock.runtime.effect.ToolSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is checked at the moment in which a deed begins. */
final class Deeds {
  private final Scene scene;

  Deeds(Scene scene) {
    this.scene = scene;
  }

  void toolBegins(SimProcess process, ToolSource.Call call) {
    var key = call.context().key();
    var command = CommandId.parse(key.substring(scene.run().text().length() + 1));
    var what = call.tool() + " for " + command + " attempt " + call.context().attempt();
    scene.tell(() -> process.name() + " calls " + what);
    var permit = permit(process, command, call.context().attempt(), what);
    requireAsPermitted(call, permit.event(), command, what);
    var undoing = scene.audit().checks().undoing().isCompensation(command);
    requireSwitchesLetIt(call.tool(), undoing, what);
    if (!undoing && permit.event().attempt().kind() == Attempt.Kind.PERFORM) {
      scene
          .rights()
          .missing(call.tool())
          .ifPresent(gone -> {
            throw scene.fail(Invariant.RIGHTS, what + ", and " + gone);
          });
    }
    if (permit.event().attempt().kind() == Attempt.Kind.PERFORM) {
      requireTimeLeft(process, command, call, what);
    }
    var isRead = scene.charter().tool(call.tool()).orElseThrow().effect().isRead();
    if (!isRead && !scene.audit().checks().undoing().mayBegin(command)) {
      throw scene.fail(Invariant.NOTHING_AFTER_THE_END, what);
    }
  }

  void modelBegins(SimProcess process, ModelPort.Ask ask) {
    scene.tell(() -> process.name() + " asks the model");
    var state = scene.audit().state();
    if (state == null) throw scene.fail(Invariant.PERMIT_FIRST, "asked before the run began");
    requireSwitchesLetIt(null, false, "model call");
    var claimed = process.permit();
    if (!(claimed.command() instanceof AskModel || claimed.command() instanceof Summarise)) {
      throw scene.fail(Invariant.AS_PERMITTED, "the model is asked on the permit " + claimed);
    }
    var id = claimed.command().id();
    var _ = permit(process, id, claimed.attempt().number(), "model call " + id);
    var awaited = state.permitted().stream().anyMatch(one -> one.command().id().equals(id));
    if (!awaited || !process.drivesStill()) return;
    if (!ask.brief().equals(state.brief(claimed.command()))) {
      throw scene.fail(Invariant.AS_PERMITTED, "the model is shown another brief: " + ask.brief());
    }
    requireTheGoal(claimed.command(), ask.brief());
  }

  private void requireTheGoal(Command command, Brief brief) {
    var rules = scene.charter().agent().instructions();
    var goal = new Message.FromUser(1, Charters.GOAL);
    var whole = brief.instructions().startsWith(rules) && brief.messages().getFirst().equals(goal);
    if (command instanceof AskModel && !whole) {
      throw scene.fail(Invariant.GOAL_STAYS, "shown was " + brief);
    }
    if (command instanceof Summarise && !brief.tools().isEmpty()) {
      throw scene.fail(Invariant.GRANTED, "the small model is shown tools");
    }
  }

  private EntryChecks.Permitted permit(
      SimProcess process, CommandId command, int attempt, String what) {
    scene.audit().look();
    var checks = scene.audit().checks();
    var permit = checks.permit(command, attempt);
    if (permit == null || permit.sequence() > scene.audit().durable()) {
      throw scene.fail(Invariant.PERMIT_FIRST, what + " has no durable permit");
    }
    var now = process.clock().instant();
    if (now.isAfter(permit.event().beginBy())) {
      throw scene.fail(
          Invariant.PERMIT_IN_TIME, what + " at " + now + ", " + permit.event().beginBy());
    }
    if (checks.denied(command)) throw scene.fail(Invariant.NEVER_DENIED, what);
    return permit;
  }

  private void requireAsPermitted(
      ToolSource.Call call, Event.CommandPermitted permit, CommandId command, String what) {
    if (permit.attempt().kind() == Attempt.Kind.QUERY) {
      if (scene.isQuery(call.tool())) return;
      throw scene.fail(Invariant.AS_PERMITTED, what + " on the permit of a query");
    }
    var contract = scene.charter().tool(call.tool());
    if (contract.isEmpty()) throw scene.fail(Invariant.GRANTED, what + " is not in the charter");
    requireGranted(contract.get(), command, what);
    var arguments =
        contract.get().effect() instanceof EffectClass.Keyed
                || contract.get().effect() instanceof EffectClass.Reconcile
            ? call.arguments().without(Contracts.KEY)
            : call.arguments();
    var digest = Value.of(Map.of("arguments", arguments, "tool", Value.of(call.tool()))).digest();
    if (!digest.equals(permit.wanted())) {
      throw scene.fail(Invariant.AS_PERMITTED, what + " with " + arguments.json());
    }
  }

  private void requireTimeLeft(
      SimProcess process, CommandId command, ToolSource.Call call, String what) {
    var limits = scene.charter().tool(call.tool()).orElseThrow().limits();
    var first = scene.audit().checks().permit(command, 1);
    var total = limits.total();
    if (total == null || first == null || call.context().attempt() == 1) return;
    var ends = process.clock().instant().plus(limits.timeout());
    if (ends.isAfter(first.at().plus(total))) {
      throw scene.fail(Invariant.CALL_TIME, what + " may last until " + ends);
    }
  }

  private void requireGranted(ToolContract contract, CommandId command, String what) {
    var permission = contract.permission();
    var checks = scene.audit().checks();
    var ours = checks.undoing().isCompensation(command) || checks.grounds().reads(command);
    var isFunction = scene.on(Feature.FUNCTION) && contract.name().equals(Contracts.FUNCTION);
    if (contract.exposure() != ToolContract.Exposure.MODEL && !ours && !isFunction) {
      throw scene.fail(Invariant.GRANTED, what + " is the runtime's own tool");
    }
    if (permission != null && !permission.equals(Charters.HELD_PERMISSION)) {
      throw scene.fail(Invariant.GRANTED, what + " without the right to it");
    }
  }

  private void requireSwitchesLetIt(@Nullable String tool, boolean undoing, String what) {
    scene
        .board()
        .concerning(tool, undoing)
        .ifPresent(thrown -> {
          throw scene.fail(Invariant.SWITCH_HOLDS, what + " despite " + thrown);
        });
  }
}
