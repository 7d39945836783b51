package dev.interlock.kernel.gate;

import static dev.interlock.kernel.gate.Seen.call;
import static dev.interlock.kernel.gate.Seen.proposed;
import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.brief.ModelReply;
import dev.interlock.kernel.brief.Proposal;
import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.Usage;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Attempt;
import dev.interlock.kernel.run.Denial.Consequence;
import dev.interlock.kernel.run.Event.ModelReplied;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.ToolFailed;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Switch;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.run.Life;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is judged again once a command has begun, and what a permit says. */
class FurtherAttemptTest {

  @Test
  void a_rule_that_would_deny_now_does_not_keep_what_has_begun_from_being_tried_again() {
    var never = new PolicyRule("policy[0]", "true", Then.DENY, "never");
    var life = Terms.policy(Autonomy.BOUNDED, List.of(never), effect("pay", KEYED));
    proposed(life, call("pay", "A"));
    life.record(new ToolFailed(life.permitted(), 1, ToolFault.RATE_LIMIT, "busy", null));

    life.knowing(Known.policy(new RuleOutcome("policy[0]", Truth.TRUE, "")));
    life.after(Duration.ofMinutes(1)).judge();

    assertThat(Seen.toolPermits(life)).isEqualTo(2);
  }

  @Test
  void a_run_that_heads_for_its_end_is_not_paused_and_its_doubt_stays() {
    var life = proposed(Terms.tools(effect("pay", KEYED)), call("pay", "A"));
    Seen.lost(life, ToolFault.CRASH);
    life.record(new RunCancelled(Life.ANN, new RequestId("enough")));

    life.knowing(Known.switches(thrown(null))).after(Duration.ofMinutes(1)).judge();

    assertThat(Seen.ruled(life)).isEqualTo("refused");
    var denial = Seen.denial(life);
    assertThat(denial.gate() + " " + denial.rule()).isEqualTo("kill-switch switch on it");
    assertThat(denial.consequence()).isEqualTo(Consequence.STOP);
    assertThat(denial.leaf()).isEqualTo(Leaf.SAF_4);
    assertThat(life.state().status()).isEqualTo(Status.OUTCOME_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"find, PAUSED", "post, RUNNING"})
  void a_switch_concerns_the_tool_that_an_attempt_really_calls(String tool, Status status) {
    var life = proposed(Terms.tools(effect("post", RECONCILE), read("find")), call("post", "A"));
    life.knowing(Known.switches(thrown(tool)));

    Seen.lost(life, ToolFault.TIMEOUT);

    assertThat(life.state().status()).isEqualTo(status);
  }

  @Test
  void the_first_attempt_calls_the_tool_itself_and_not_its_query() {
    var life = Terms.tools(effect("post", RECONCILE), read("find"), effect("pay", KEYED));
    var charter = life.state().mandate().charter();

    assertThat(Attempt.Kind.PERFORM.calls(charter, "post")).isEqualTo("post");
    assertThat(Attempt.Kind.QUERY.calls(charter, "post")).isEqualTo("find");
    assertThat(Attempt.Kind.QUERY.calls(charter, "pay")).isEqualTo("pay");
    assertThat(Attempt.Kind.QUERY.calls(charter, "unknown")).isEqualTo("unknown");
  }

  @Test
  void a_permit_says_what_may_begin_and_by_when() {
    var life = Terms.tools(effect("pay", KEYED)).judge();
    life.record(replied(life));

    var permit = ((Ruling.Permitted) life.ruling()).permit();

    assertThat(permit.command()).isEqualTo(life.state().due(life.now()).getFirst().command());
    assertThat(permit.attempt()).isEqualTo(new Attempt(1, Attempt.Kind.PERFORM));
    assertThat(permit).hasToString("Permit[1.3.0 attempt 1 by 2026-01-01T00:00:02Z]");
  }

  private static Switch thrown(@Nullable String tool) {
    return new Switch("it", tool, "an incident", false);
  }

  private static ModelReplied replied(Life life) {
    var reply = new ModelReply("", List.of(new Proposal("call-0", "pay", Value.Obj.EMPTY)));
    return new ModelReplied(
        life.permitted(), 1, reply, "test", null, new Usage(1, 0, 1), Duration.ZERO, null);
  }
}
