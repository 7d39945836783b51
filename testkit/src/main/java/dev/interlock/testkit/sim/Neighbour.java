package dev.interlock.testkit.sim;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.RunId;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.gate.GatePipeline;
import dev.interlock.kernel.gate.Permit;
import dev.interlock.kernel.gate.Ruling;
import dev.interlock.kernel.gate.RulingEvents;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Entry;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.RunStarted;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Kernel;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.EffectContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Another run in a process, of some tenant, as far as it matters to others: it makes one call of a
 * tool that only reads, through the kernel, the gates and the guard of the tool. Nothing of it is
 * written anywhere.
 */
final class Neighbour {
  private final Scene scene;
  private final SimProcess process;
  private final RunId run;
  private final String tenant;
  private final ToolContract tool;

  Neighbour(Scene scene, SimProcess process, RunId run, String tenant, ToolContract tool) {
    this.scene = scene;
    this.process = process;
    this.run = run;
    this.tenant = tenant;
    this.tool = tool;
  }

  RunId run() {
    return run;
  }

  String tenant() {
    return tenant;
  }

  SimProcess process() {
    return process;
  }

  /** Makes the call, or is told to come again and never does. */
  void call() {
    var at = process.clock().instant();
    var charter = Charters.neighbour(tool);
    var counted = scene.seams().tenantOf(tenant, run);
    var principal = new Principal("ned", List.of(), counted, "");
    var first = new RunStarted(run, charter, scene.codec().digest(charter), principal);
    var state = Kernel.begin(new Entry(1, at, first));
    state = step(state, at, permitted(state, at).event());
    state = step(state, at, proposal(state));
    var ruled = permitted(state, at);
    state = step(state, at, ruled.event());
    scene.tell(
        () -> "a neighbour in " + process.name() + ", of " + tenant + ", wants " + tool.name());
    var context = new EffectContext(state, () -> true, _ -> {}, null);
    var outcome = process.performers(charter).perform(ruled.permit(), context);
    if (outcome.event() instanceof ToolFailed failed && failed.fault() == ToolFault.THROTTLED) {
      scene.coverage().count("neighbour held back");
    }
  }

  private record Ruled(Permit permit, Event event) {}

  /** What is due is always permitted: nothing bounds a neighbour but what all runs share. */
  private Ruled permitted(RunState state, Instant at) {
    var pending = state.due(at).getFirst();
    var facts = new Facts(at, Facts.Standing.NONE, List.of(), List.of(), null, "none");
    var ruling = GatePipeline.standard().judge(state, pending, facts);
    if (!(ruling instanceof Ruling.Permitted(var permit))) {
      throw new IllegalStateException("a neighbour was refused: " + ruling);
    }
    return new Ruled(permit, RulingEvents.of(state, pending, ruling, facts));
  }

  private Event proposal(RunState state) {
    var ask = (AskModel) state.permitted().getFirst().command();
    var arguments = Value.of(Map.<String, Value>of("a", Value.of(1)));
    var reply = new ModelReply("", List.of(new Proposal("call", tool.name(), arguments)));
    return new ModelReplied(
        ask.id(), 1, reply, Charters.MODEL, null, null, Duration.ofMillis(1), null);
  }

  private static RunState step(RunState state, Instant at, Event event) {
    return Kernel.step(state, new Entry(state.sequence() + 1, at, event));
  }
}
