package dev.interlock.testkit.sim;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.ModelPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The model: proposes anything, and is often not there at all. */
final class SimModel implements ModelPort {
  private static final List<ModelFault> FAULTS = List.of(ModelFault.values());

  private final Scene scene;
  private final SimProcess process;
  private final Dice dice;

  SimModel(Scene scene, SimProcess process) {
    this.scene = scene;
    this.process = process;
    this.dice = scene.modelDice();
  }

  @Override
  public Answer ask(Ask ask) {
    scene.deeds().modelBegins(process, ask);
    var trouble = scene.on(Feature.MODEL_FAULTS) && dice.chance(scene.shape().troubles() / 4);
    var fault = trouble && !scene.calm() ? dice.pick(FAULTS) : null;
    if (fault != null) scene.coverage().count("drawn model " + fault);
    var took =
        fault == ModelFault.TIMEOUT
            ? ask.timeout()
            : dice.chance(700) ? Duration.ofMillis(2) : dice.upTo(ask.timeout());
    scene.point(process, "in model", true);
    scene.clock().pass(took);
    scene.point(process, "after model", true);
    if (fault != null) {
      var retryAfter = dice.chance(200) ? dice.millis(10, 20_000) : null;
      return new Failed(fault, "simulated " + fault, retryAfter, usage(ask, 500));
    }
    var isSummary = ask.brief().instructions().startsWith("You shorten");
    var reply = isSummary ? new ModelReply(summary(), List.of()) : reply(ask);
    return new Replied(reply, "model", usage(ask, 1000));
  }

  private @Nullable Usage usage(Ask ask, int known) {
    var odd = scene.on(Feature.ODD_USAGE) && !scene.calm();
    if (!dice.chance(known) || (odd && dice.chance(300))) return null;
    var input = dice.spread(10, 1_000);
    var output = dice.between(1, ask.outputTokensMax());
    if (odd && dice.chance(200)) {
      scene.coverage().count("odd usage");
      return new Usage(input * 100, input, output * 50);
    }
    return new Usage(input, dice.between(0, input), output);
  }

  private String summary() {
    return dice.chance(100) ? "" : "It was tried. ".repeat((int) dice.spread(1, 2_000));
  }

  private ModelReply reply(Ask ask) {
    if (scene.on(Feature.STUCK_MODEL)) {
      scene.coverage().count("stuck model");
      var first = scene.charter().offered().getFirst().name();
      return calls(List.of(new Proposal("call-0", first, arguments(0))));
    }
    if (dice.chance(100)) return new ModelReply(answer(ask), List.of());
    var calls = new ArrayList<Proposal>();
    for (var i = crowd(); i > 0; i--) {
      calls.add(proposal("call-" + i, ask));
    }
    return calls(calls);
  }

  private int crowd() {
    if (scene.on(Feature.CROWDS) && dice.chance(400)) return 3 + dice.below(6);
    return dice.chance(600) ? 1 : 1 + dice.below(4);
  }

  private ModelReply calls(List<Proposal> calls) {
    return new ModelReply(dice.chance(800) ? "" : "I think that this helps.", calls);
  }

  private Proposal proposal(String callId, Ask ask) {
    var wild = scene.on(Feature.WILD_MODEL) && dice.chance(250);
    if (wild) scene.coverage().count("wild proposal");
    var tools = wild ? scene.charter().tools() : scene.charter().offered();
    var effects = tools.stream().filter(one -> !one.effect().isRead()).toList();
    var among = effects.isEmpty() || dice.chance(500) ? tools : effects;
    var tool = wild && dice.chance(300) ? "no_such_tool" : dice.pick(among).name();
    if (wild && dice.chance(200)) return new Proposal(callId, tool, Value.of("{\"a\": "));
    if (wild && dice.chance(200)) return new Proposal(callId, tool, long_(ask));
    return new Proposal(callId, tool, arguments(dice.below(dice.chance(500) ? 3 : 40)));
  }

  private static Value.Obj arguments(int a) {
    return Value.of(Map.of("a", Value.of(a), "to", Value.of("somebody")));
  }

  /** As long as the provider lets it be. */
  private Value long_(Ask ask) {
    return Value.of(Map.of("text", Value.of("z".repeat(2 * ask.outputTokensMax()))));
  }

  private String answer(Ask ask) {
    return scene.on(Feature.WILD_MODEL) && dice.chance(200)
        ? "answer ".repeat(ask.outputTokensMax() / 4 + 1)
        : "answer " + dice.below(12);
  }

  /** What a person might put in place of the model's arguments. */
  static Value.Obj edited(ToolContract contract, Dice dice) {
    return Value.of(
        Map.of("a", Value.of(4 + dice.below(3)), "by", Value.of("hand of " + contract.name())));
  }
}
