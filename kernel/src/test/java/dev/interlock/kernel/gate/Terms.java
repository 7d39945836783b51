package dev.interlock.kernel.gate;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Bounds;
import dev.interlock.kernel.charter.Bounds.Budget;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.OrderRule;
import dev.interlock.kernel.charter.Rules.OutputTerms;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.TestCharters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lives under the terms that one gate is about. */
final class Terms {
  private Terms() {}

  static Life tools(ToolContract... tools) {
    return new Life(TestCharters.of(List.of(tools)));
  }

  static Life autonomy(Autonomy autonomy, ToolContract... tools) {
    return new Life(
        TestCharters.of(List.of(tools), TestCharters.bounds(autonomy), TestCharters.rules()));
  }

  static Life budget(Budget budget, ToolContract... tools) {
    var bounds = TestCharters.bounds(Autonomy.BOUNDED, budget);
    return new Life(TestCharters.of(List.of(tools), bounds, TestCharters.rules()));
  }

  static Life order(List<OrderRule> order, ToolContract... tools) {
    return order(Autonomy.BOUNDED, order, tools);
  }

  static Life order(Autonomy autonomy, List<OrderRule> order, ToolContract... tools) {
    return new Life(charter(autonomy, List.of(), order, tools));
  }

  static Life policy(Autonomy autonomy, List<PolicyRule> policy, ToolContract... tools) {
    return new Life(charter(autonomy, policy, List.of(), tools));
  }

  static Life output(
      @Nullable OutputTerms output,
      List<String> doneWhen,
      @Nullable String escalateTo,
      ToolContract... tools) {
    var approvals = TestCharters.rules().approvals();
    var rules = new Rules(List.of(), List.of(), approvals, output, doneWhen, escalateTo);
    return new Life(TestCharters.of(List.of(tools), bounds(Autonomy.BOUNDED), rules));
  }

  static Bounds bounds(Autonomy autonomy) {
    return TestCharters.bounds(autonomy);
  }

  private static Charter charter(
      Autonomy autonomy, List<PolicyRule> policy, List<OrderRule> order, ToolContract... tools) {
    var approvals = TestCharters.rules().approvals();
    var rules = new Rules(policy, order, approvals, null, List.of(), null);
    return TestCharters.of(List.of(tools), TestCharters.bounds(autonomy), rules);
  }
}
