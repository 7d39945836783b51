package dev.interlock.testkit.sim;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AskModel;
import dev.interlock.kernel.run.Pending;
import dev.interlock.kernel.run.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * At each permit, what is settled and reserved is within the budget; so is what the model is shown.
 */
final class BudgetCheck {
  private static final int BYTES_PER_TOKEN = 3;

  private final Scene scene;

  BudgetCheck(Scene scene) {
    this.scene = scene;
  }

  /**
   * @param after the state in which the permit counts
   */
  void check(Command command, RunState after) {
    var bounds = scene.charter().bounds();
    var budget = bounds.budget();
    var spent = after.spending();
    var settled = spent.settled();
    var reserved = spent.reserved();
    require("tokens", settled.tokens() + reserved.tokens(), budget.tokens());
    require("cost", settled.costMicros() + reserved.costMicros(), budget.costMicros());
    require("model calls", spent.modelCalls(), budget.counts().modelCalls());
    require("tool calls", spent.toolCalls(), budget.counts().toolCalls());
    require(
        "micros of time",
        settled.time().plus(ahead(after)).toNanos() / 1000,
        budget.time().toNanos() / 1000);
    if (reserved.tokens() < 0 || reserved.costMicros() < 0 || reserved.time().isNegative()) {
      throw scene.fail(Invariant.BUDGET, "less than nothing is reserved: " + reserved);
    }
    if (command instanceof AskModel(_, var turn, _)) {
      if (turn > budget.counts().steps()) {
        throw scene.fail(Invariant.STEPS, "turn " + turn + " of " + budget.counts().steps());
      }
      var bytes = after.briefTokensMax(command);
      if (bytes > bounds.briefTokensMax() * 2) scene.coverage().count("brief nearly full");
      if (bytes > bounds.briefTokensMax() * BYTES_PER_TOKEN) {
        throw scene.fail(
            Invariant.BRIEF,
            bytes + " bytes, the bound is " + bounds.briefTokensMax() + " tokens of 3 bytes");
      }
    }
  }

  /** Reads that stand side by side count once, eight at a time. */
  private static Duration ahead(RunState after) {
    var sum = Duration.ZERO;
    var batch = new ArrayList<Duration>();
    for (var one : after.permitted()) {
      var time = ((Pending.Stage.Permitted) one.stage()).reserved().time();
      if (!after.isRead(one.command())) {
        sum = sum.plus(longest(batch)).plus(time);
        batch.clear();
        continue;
      }
      if (batch.size() == 8) {
        sum = sum.plus(longest(batch));
        batch.clear();
      }
      batch.add(time);
    }
    return sum.plus(longest(batch));
  }

  private static Duration longest(List<Duration> times) {
    return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private void require(String measure, long used, long budget) {
    if (used > budget) {
      throw scene.fail(Invariant.BUDGET, used + " " + measure + " of " + budget);
    }
  }
}
