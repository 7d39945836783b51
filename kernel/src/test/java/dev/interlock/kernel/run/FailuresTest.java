package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.RunEnded;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which failure an event shows. */
class FailuresTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final CommandId ID = new CommandId(1, 2, 0);
  private static final Content RESULT = new Content.Inline(Value.of("sent"));
  private static final RequestId REQUEST = new RequestId("r");

  @Test
  void a_run_in_which_all_goes_well_shows_no_failure() {
    var life = new Life(TestCharters.of(List.of(read("look"), effect("mail", Once.ONCE))));
    life.proposes("look").returns("42").proposes("mail").returns("sent").answers("done");

    assertThat(life.entries()).allMatch(entry -> Failures.of(entry.event()).isEmpty());
  }

  @Test
  void what_people_do_is_no_failure() {
    var held =
        new Life(
                TestCharters.of(
                    List.of(effect("pay", KEYED)),
                    TestCharters.bounds(Autonomy.ASSIST),
                    TestCharters.rules()))
            .proposes("pay");
    var by = new Signed("ada", "root", Instant.EPOCH);
    var all = new Facts.Switch("all", null, "an incident", false);

    assertThat(
            List.<Event>of(
                (CommandHeld) held.last(),
                new Event.DriverStarted(2, 1, Instant.EPOCH),
                new Event.EffectWithheld(ID, Life.facts(Instant.EPOCH)),
                new Event.QueryAnswered(ID, 2, true, RESULT),
                new Event.OutcomeResolved(ID, true, RESULT, ADA, REQUEST),
                new Event.ApprovalGranted(ID, Digest.NONE, ADA, REQUEST),
                new Event.ApprovalRejected(ID, "no", ADA, REQUEST),
                new Event.ApprovalEdited(ID, Value.Obj.EMPTY, ADA, REQUEST),
                new Event.ApprovalExpired(ID),
                new Event.RequestRefused(REQUEST, "too late"),
                new Event.RunPaused("ann", "lunch"),
                new Event.RunContinued("ann"),
                new Event.PhaseEntered(1, "pay", "looked"),
                new Event.SwitchThrown(all, by),
                new Event.SwitchReleased("all", by),
                new Event.RunCancelled(ADA, REQUEST),
                new RunEnded(new Ending.Cancelled("ada"))))
        .allMatch(event -> Failures.of(event).isEmpty());
  }

  @Test
  void each_failure_has_its_leaf_and_one_line() {
    shows(new Event.ResultReused(ID, 5, Life.facts(Instant.EPOCH)), Leaf.PLN_4, "entry 5");
    shows(new Event.ToolFailed(ID, 1, ToolFault.NOT_FOUND, "gone", null), Leaf.TOL_9, "tool: gone");
    shows(new Event.OutcomeUnknown(ID, 1, ToolFault.CRASH, "died"), Leaf.RUN_1, "CRASH: died");
    shows(new Event.QueryFailed(ID, 2, ToolFault.TIMEOUT, "silent"), Leaf.TOL_1, "query: silent");
    shows(new Event.LateAnswerKept(ID, 1, RESULT, REQUEST), Leaf.TOL_1, "a late answer for 1.2.0");
    shows(
        new Event.TurnsSummarised(ID, 1, "s", List.of(), "m", "m", null, Duration.ZERO),
        Leaf.CST_5,
        "usage not said; charged as set aside");
    shows(new Event.DeadlinePassed(), Leaf.CST_2, "the deadline has passed");
    shows(new RunEnded(new Ending.Stopped(Leaf.PLN_3, "circles")), Leaf.PLN_3, "circles");
    shows(new RunEnded(new Ending.Failed(Leaf.REL_1, "no reply")), Leaf.REL_1, "no reply");
    shows(new RunEnded(new Ending.Escalated("", Leaf.REA_1, "unsure")), Leaf.REA_1, "unsure");
  }

  @Test
  void a_denial_shows_the_leaf_of_its_gate_and_so_does_an_attempt_that_is_refused() {
    var denial =
        new Denial(
            "order", "at-most", "twice", Value.Obj.EMPTY, Denial.Consequence.NEWS, Leaf.PLN_4);
    var facts = Life.facts(Instant.EPOCH);

    shows(new Event.CommandDenied(ID, denial, facts), Leaf.PLN_4, "order: twice");
    shows(new Event.AttemptRefused(ID, denial, facts), Leaf.PLN_4, "order: twice");
  }

  private static void shows(Event event, Leaf leaf, String detail) {
    var shown = Failures.of(event).orElseThrow();
    assertThat(shown.leaf()).isEqualTo(leaf);
    assertThat(shown.detail()).endsWith(detail);
    assertThat(Failures.all(event)).containsExactly(shown);
  }
}
