package dev.interlock.kernel.gate;

import dev.interlock.kernel.run.Command;
import dev.interlock.kernel.run.Command.AcceptAnswer;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Facts;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.RunState;
import dev.interlock.kernel.value.Value;
import java.util.Optional;

/**
 * A final answer: its form, its evidence, its post-conditions, and how sure it is; in that order. A
 * function states no confidence: it decides by rules.
 */
final class AnswerGate implements Gate {

  @Override
  public String name() {
    return "answer";
  }

  @Override
  public Verdict judge(RunState state, Command command, Facts facts) {
    if (!(command instanceof AcceptAnswer proposed)) return Verdict.Allow.ALLOW;
    var answer = facts.answer();
    if (answer == null) throw new IllegalStateException("no facts about the answer");
    return form(answer)
        .or(() -> required(state))
        .or(() -> evidence(answer))
        .or(() -> unconfirmed(state))
        .or(() -> unread(state, command))
        .or(() -> postConditions(state, answer))
        .or(() -> proposed.author() == null ? confidence(state, answer) : Optional.empty())
        .<Verdict>map(Verdict.Deny::new)
        .orElse(Verdict.Allow.ALLOW);
  }

  private Optional<Denial> form(AnswerFacts answer) {
    if (answer.violations().isEmpty()) return Optional.empty();
    return Optional.of(
        refused(
            "schema",
            Violations.inWords(answer.violations()),
            Value.Obj.EMPTY,
            Refusal.ANSWER_FORM));
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
            refused(
                "required-from",
                "evidence is required from "
                    + String.join(", ", missing)
                    + (missing.stream().anyMatch(state.history()::gaveFlawed)
                        ? ", which gave no result that may be relied on"
                        : ", which gave no result"),
                Saw.the("missing", Value.of(missing.stream().map(Value::of).toList())).written(),
                Refusal.ANSWER_SOURCE));
  }

  private Optional<Denial> evidence(AnswerFacts answer) {
    return answer.gaps().isEmpty()
        ? Optional.empty()
        : Optional.of(
            refused(
                "evidence",
                String.join("; ", answer.gaps()),
                Value.Obj.EMPTY,
                Refusal.ANSWER_UNPROVED));
  }

  /** Every effect that has a mandatory check has passed it. */
  private Optional<Denial> unconfirmed(RunState state) {
    return state.effects().unconfirmed().values().stream()
        .findFirst()
        .map(one ->
            refused(
                one.call().tool() + ".done-when",
                "not done yet: " + one.call().tool() + " is not confirmed: " + one.problem(),
                Saw.the("arguments", one.call().arguments()).written(),
                Refusal.NOT_DONE));
  }

  /** What the post-conditions rest on has been read. */
  private Optional<Denial> unread(RunState state, Command command) {
    return Optional.ofNullable(state.pending().get(command.id()))
        .flatMap(pending -> Optional.ofNullable(pending.looked().missing()))
        .map(missing ->
            refused("facts", "not done yet: " + missing, Value.Obj.EMPTY, Refusal.NOT_DONE));
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
          refused(
              outcome.rule(),
              "not done yet: " + declared.get(i) + " " + how,
              Saw.the("when", declared.get(i)).written(),
              Refusal.NOT_DONE));
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
          refused(
              "confidence",
              "state a confidence from 0 to 1",
              Value.Obj.EMPTY,
              Refusal.ANSWER_FORM));
    }
    if (stated.compareTo(min) >= 0) return Optional.empty();
    return Optional.of(
        Refusal.UNSURE.denial(
            name(),
            "confidence-min",
            "the answer's confidence " + stated + " is below " + min,
            Saw.the("confidence", Value.of(stated)).and("min", Value.of(min)).written()));
  }

  private Denial refused(String rule, String reason, Value.Obj saw, Refusal refusal) {
    return refusal.denial(name(), rule, reason, saw);
  }
}
