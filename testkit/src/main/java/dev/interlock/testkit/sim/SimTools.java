package dev.interlock.testkit.sim;

import dev.interlock.kernel.charter.EffectClass;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ToolSource;
import dev.interlock.testkit.journal.MemoryRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tools, as one process reaches them. What a call does to the world is settled when it arrives,
 * so that the caller's death, or its standing still, changes nothing about it.
 */
final class SimTools implements ToolSource {
  private static final List<ToolFault> FAULTS = List.of(ToolFault.values());
  private static final List<ToolFault> IN_DOUBT =
      FAULTS.stream().filter(ToolFault::inDoubt).toList();

  /** More than any contract takes in. */
  private static final int HUGE = 100_001;

  private final Scene scene;
  private final SimProcess process;
  private final Dice dice;
  private final CallPace pace;

  SimTools(Scene scene, SimProcess process, InstantSource clock) {
    this.scene = scene;
    this.process = process;
    this.dice = scene.toolDice();
    this.pace = new CallPace(scene, clock);
  }

  @Override
  public Answer call(Call call) {
    var neighbour = scene.neighbours().of(call.context().run());
    if (neighbour.isPresent()) return called(neighbour.get(), call);
    scene.deeds().toolBegins(process, call);
    var contract = scene.charter().tool(call.tool()).orElseThrow();
    pace.called(contract, Charters.TENANT);
    var fault = fault();
    if (fault != null) scene.coverage().count("drawn tool " + fault);
    var took = fault == ToolFault.TIMEOUT ? givenUpAfter(call) : quick(call.timeout());
    var answer = fault == null ? answer(contract, call, took) : failed(contract, call, fault, took);
    if (answer instanceof Returned(var result, _)) scene.world().gave(call.context().key(), result);
    scene.point(process, "in " + call.tool(), true);
    scene.clock().pass(took);
    scene.point(process, "after " + call.tool(), true);
    pace.answered(call.tool(), Charters.TENANT, answer);
    return answer;
  }

  private Answer called(Neighbour neighbour, Call call) {
    pace.called(scene.charter().tool(call.tool()).orElseThrow(), neighbour.tenant());
    scene.neighbours().inCall(neighbour);
    var answer = new Returned(Value.Obj.EMPTY);
    pace.answered(call.tool(), neighbour.tenant(), answer);
    return answer;
  }

  /** A tool that gives no sign of life is not waited for until its timeout. */
  private Duration givenUpAfter(Call call) {
    var heartbeat = call.patience().heartbeat();
    if (heartbeat == null || dice.chance(500)) return call.timeout();
    scene.coverage().count("no sign of life");
    return heartbeat.compareTo(call.timeout()) < 0 ? heartbeat : call.timeout();
  }

  private Duration quick(Duration timeout) {
    return dice.chance(700) ? Duration.ofMillis(1) : dice.upTo(timeout);
  }

  private @Nullable ToolFault fault() {
    if (scene.calm()) return null;
    if (scene.on(Feature.STALLS) && dice.chance(scene.shape().troubles() / 2)) {
      return ToolFault.TIMEOUT;
    }
    if (!scene.on(Feature.TOOL_FAULTS) || !dice.chance(scene.shape().troubles())) return null;
    var fault = dice.chance(500) ? dice.pick(IN_DOUBT) : dice.pick(FAULTS);
    // What only the runtime or a person can say, no tool says.
    return fault == ToolFault.NOT_BEGUN || fault == ToolFault.DID_NOT_HAPPEN || fault.heldBack()
        ? ToolFault.NETWORK
        : fault;
  }

  private Answer answer(ToolContract contract, Call call, Duration took) {
    if (scene.isQuery(call.tool())) return queried(call);
    if (contract.effect().isRead()) return new Returned(readResult(call));
    if (contract.effect() instanceof EffectClass.Transactional) {
      scene.world().joins(rows(call), effect(call, scene.clock().now()));
      return new Returned(effectResult(call.context().key()));
    }
    takesEffect(contract, call, dice.upTo(took));
    if (scene.on(Feature.LATE_ANSWERS) && dice.chance(300)) answersLate(call, took);
    return new Returned(effectResult(call.context().key()));
  }

  private Answer failed(ToolContract contract, Call call, ToolFault fault, Duration took) {
    if (contract.effect() instanceof EffectClass.Transactional) {
      if (dice.chance(600)) scene.world().joins(rows(call), effect(call, scene.clock().now()));
    } else if (!contract.effect().isRead() && fault.inDoubt() && dice.chance(600)) {
      var lingers = scene.on(Feature.LINGERING) && dice.chance(600);
      if (lingers) scene.coverage().count("effect after the call");
      takesEffect(contract, call, lingers ? took.plus(lingering(contract)) : dice.upTo(took));
      if (scene.on(Feature.LATE_ANSWERS) && dice.chance(500)) answersLate(call, took);
    }
    var retryAfter = dice.chance(200) ? dice.millis(10, 20_000) : null;
    return new Failed(fault, "simulated " + fault, retryAfter);
  }

  /** How long after the end of a call its effect may still come: what the contract concedes. */
  private Duration lingering(ToolContract contract) {
    return dice.upTo(
        switch (contract.effect()) {
          case EffectClass.Reconcile(_, var query) -> query.settlesWithin();
          case EffectClass.Keyed(_, var validFor) -> validFor.dividedBy(4);
          case EffectClass.Read _, EffectClass.Transactional _, EffectClass.Once _ ->
              Duration.ofMinutes(1);
        });
  }

  private void takesEffect(ToolContract contract, Call call, Duration after) {
    if (!scene.seams().undoes() && contract.name().startsWith("undo")) return;
    var at = scene.clock().now().plus(after);
    scene.world().takesEffect(at, contract.effect(), effect(call, at));
  }

  private static World.Effect effect(Call call, Instant at) {
    return new World.Effect(call.tool(), call.context().key(), call.arguments(), at);
  }

  /** Seams may have taken the transaction away: then there is nothing to join. */
  private static Optional<MemoryRows> rows(Call call) {
    return Optional.ofNullable(call.transaction())
        .flatMap(transaction -> transaction.handle(MemoryRows.class));
  }

  /** The answer comes in once more, or for the first time, when nobody listens. */
  private void answersLate(Call call, Duration took) {
    var key = call.context().key();
    var result = effectResult(key);
    scene.coverage().count("late answer");
    var at = scene.clock().now().plus(took).plus(dice.upTo(Duration.ofMinutes(2)));
    scene
        .world()
        .comes(
            at,
            key,
            false,
            () -> {
              if (process.dead() || !scene.world().happened(key)) return;
              scene.world().gave(key, result);
              call.late().accept(new Returned(result));
            });
  }

  private Answer queried(Call call) {
    var key = ((Value.Text) call.arguments().get("of").orElse(Value.of(""))).value();
    if (!scene.calm()
        && scene.on(Feature.TOOL_FAULTS)
        && dice.chance(scene.shape().troubles() / 4)) {
      return new Returned(Value.of(Map.of("unclear", Value.of(true))));
    }
    var written = scene.world().happened(key);
    return new Returned(Value.of(Map.of("written", Value.of(written), "of", Value.of(key))));
  }

  private Value readResult(Call call) {
    var turn = dice.chance(500) ? Value.of(0) : Value.of(dice.below(1000));
    return Value.of(Map.of("read", call.arguments(), "n", turn, "padding", padding(call)));
  }

  private Value padding(Call call) {
    if (!scene.on(Feature.HUGE_RESULTS) || !dice.chance(600)) return Value.of("");
    scene.coverage().count("huge result");
    var length = dice.chance(100) ? dice.spread(60_000, 120_000) : dice.spread(500, 4_000);
    return Value.of((dice.chance(500) ? "x" : "€").repeat((int) length) + call.context().attempt());
  }

  /** What a tool answers for a key: the same every time, as tools do that honour keys. */
  private Value effectResult(String key) {
    var result = Value.Obj.EMPTY.with("done", Value.of(key));
    return scene.on(Feature.HUGE_RESULTS) && scene.shape().dice("huge" + key).chance(100)
        ? result.with("padding", Value.of("x".repeat(HUGE)))
        : result;
  }

  @Override
  public List<ToolContract.Descriptor> describe() {
    return scene.charter().tools().stream().map(ToolContract::descriptor).toList();
  }

  @Override
  public void close() {}
}
