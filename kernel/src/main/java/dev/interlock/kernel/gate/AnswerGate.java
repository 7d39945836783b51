package dev.interlock.kernel.gate;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.Optional;

/**
 * A final answer: its form, its evidence, its post-conditions, and how sure it is; in that order.
 */
final class AnswerGate implements Gate {

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof AcceptAnswer)) return Verdict.Allow.ALLOW;
    var answer = facts.answer();
    if (answer == null) throw new IllegalStateException("no facts about the answer");
    return form(answer)
        .or(() -> required(state))
        .or(() -> evidence(answer))
        .or(() -> postConditions(state, answer))
        .or(() -> confidence(state, answer))
        .<Verdict>map(Verdict.Deny::new)
        .orElse(Verdict.Allow.ALLOW);
  }

  private Optional<Denial> form(AnswerFacts answer) {
    if (answer.violations().isEmpty()) return Optional.empty();
    return Optional.of(
        repair("schema", Violations.inWords(answer.violations()), Value.Obj.EMPTY, Leaf.REL_1));
  }

  private Optional<Denial> required(RunState state) {
    var output = state.mandate().charter().rules().output();
    if (output == null || output.evidence() == null) return Optional.empty();
    var missing =
        output.evidence().requiredFrom().stream()
            .filter(tool -> state.history().called(tool) == 0)
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            repair(
                "required-from",
                "evidence is required from "
                    + String.join(", ", missing)
                    + ", which gave no result",
                Saw.the("missing", Value.of(missing.stream().map(Value::of).toList())).written(),
                Leaf.PLN_2));
  }

  private Optional<Denial> evidence(AnswerFacts answer) {
    return answer.gaps().isEmpty()
        ? Optional.empty()
        : Optional.of(
            repair("evidence", String.join("; ", answer.gaps()), Value.Obj.EMPTY, Leaf.REA_5));
  }

  private Optional<Denial> postConditions(RunState state, AnswerFacts answer) {
    var declared = state.mandate().charter().rules().doneWhen();
    if (answer.doneWhen().size() != declared.size()) {
      throw new IllegalStateException(
          declared.size() + " post-conditions, " + answer.doneWhen().size() + " outcomes");
    }
    for (var i = 0; i < declared.size(); i++) {
      var outcome = answer.doneWhen().get(i);
      if (outcome.result() == Truth.TRUE) continue;
      var how =
          outcome.result() == Truth.ERROR
              ? "could not be evaluated: " + outcome.detail()
              : "does not hold";
      return Optional.of(
          repair(
              outcome.rule(),
              "not done yet: " + declared.get(i) + " " + how,
              Saw.the("when", declared.get(i)).written(),
              Leaf.PLN_7));
    }
    return Optional.empty();
  }

  private Optional<Denial> confidence(RunState state, AnswerFacts answer) {
    var output = state.mandate().charter().rules().output();
    if (output == null || output.confidenceMin() == null) return Optional.empty();
    var min = output.confidenceMin();
    var stated = answer.confidence();
    if (stated == null) {
      return Optional.of(
          repair("confidence", "state a confidence from 0 to 1", Value.Obj.EMPTY, Leaf.REL_1));
    }
    if (stated.compareTo(min) >= 0) return Optional.empty();
    return Optional.of(
        new Denial(
            name(),
            "confidence-min",
            "the answer's confidence " + stated + " is below " + min,
            Saw.the("confidence", Value.of(stated)).and("min", Value.of(min)).written(),
            Consequence.ESCALATE,
            Leaf.REA_1));
  }

  private Denial repair(String rule, String reason, Value.Obj saw, Leaf leaf) {
    return new Denial(name(), rule, reason, saw, Consequence.REPAIR, leaf);
  }
}
