package dev.interlock.testkit.sim;

import dev.interlock.kernel.failure.ResultFault;
import dev.interlock.kernel.run.Assessment;
import dev.interlock.kernel.run.Assessment.Flaw;
import dev.interlock.kernel.value.Value;
import dev.interlock.runtime.effect.Assessor;
import dev.interlock.runtime.effect.ToolSource.Returned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds results against contracts that nobody wrote: what is wrong with one is drawn, and follows
 * from the seed, the tool and the result. Now and then it breaks instead.
 */
final class SimAssessor implements Assessor {
  /** What a contract can find; the others are the performer's to find. */
  private static final List<ResultFault> FAULTS =
      List.of(
          ResultFault.SHAPE,
          ResultFault.CONTRADICTION,
          ResultFault.OUTDATED,
          ResultFault.INCOMPLETE,
          ResultFault.AGE_UNKNOWN,
          ResultFault.UNDECIDED);

  private final Scene scene;

  SimAssessor(Scene scene) {
    this.scene = scene;
  }

  @Override
  public boolean happened(String tool, Value answer) {
    if (answer instanceof Value.Obj object
        && object.get("written").orElse(Value.Null.NULL) instanceof Value.Bool(var written)) {
      return written;
    }
    throw new IllegalStateException(tool + ": result.written is missing");
  }

  @Override
  public @Nullable Assessment assess(
      String tool, Value.Obj arguments, Returned returned, Instant at) {
    if (!scene.on(Feature.FLAWED_RESULTS)) return null;
    var dice = scene.shape().dice("assess" + tool + returned.result().digest().hex());
    if (scene.calm() || dice.chance(400)) return Assessment.of(List.of(), SimFacts.EVALUATORS);
    if (dice.chance(50)) throw new IllegalStateException("drawn");
    var flaws = new ArrayList<Flaw>();
    for (var count = 1 + dice.below(2); count > 0; count--) {
      flaws.add(new Flaw(dice.pick(FAULTS), "drawn"));
    }
    return Assessment.of(flaws, SimFacts.EVALUATORS);
  }
}
