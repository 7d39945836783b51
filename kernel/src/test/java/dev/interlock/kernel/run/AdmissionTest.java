package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of what outsiders ask. */
class AdmissionTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final Content RESULT = new Content.Inline(Value.of("sent"));
  private static final RequestId ID = new RequestId("r");

  @ParameterizedTest
  @CsvSource({"3_599_999, true", "3_600_000, false", "3_600_001, false"})
  void a_question_may_be_answered_until_the_moment_it_expires(String millis, boolean counts) {
    var life = held(List.of(), false);
    var at = life.now().plusMillis(Long.parseLong(millis.replace("_", "")));

    var yes = Admission.admit(life.state(), ID, approval(life, ADA), at);

    assertThat(yes instanceof Event.ApprovalGranted).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({
    "'',   false, ann, clerk, granted",
    "lead, false, ada, lead,  granted",
    "lead, false, ada, clerk, ada has none of the approving roles [lead]",
    "'',   true,  ada, clerk, granted",
    "'',   true,  ann, lead,  ann asked for this run and may not approve in it",
    "lead, true,  ann, lead,  ann asked for this run and may not approve in it",
  })
  void only_who_may_approve_approves_edits_or_rejects(
      String approvers, boolean distinct, String name, String role, String expected) {
    var life = held(Stream.of(approvers).filter(one -> !one.isEmpty()).toList(), distinct);
    var by = Principal.of(name, role);
    var wanted = ((CommandHeld) life.last()).wanted();
    var id = life.held();

    for (var request :
        List.of(
            new Request.Approve(id, wanted, by),
            new Request.Edit(id, wanted, Value.Obj.EMPTY, by),
            new Request.Reject(id, "no", by))) {
      var event = admit(life, request);
      if (expected.equals("granted")) assertThat(event).isNotInstanceOf(RequestRefused.class);
      else assertThat(event).isEqualTo(new RequestRefused(ID, expected));
    }
  }

  @Test
  void an_edit_of_something_else_than_was_shown_is_refused() {
    var life = held(List.of(), false);

    var edit = new Request.Edit(life.held(), Digest.of("other"), Value.Obj.EMPTY, ADA);

    assertThat(refusal(life, edit)).startsWith("the call is not the one that was shown");
  }

  @Test
  void only_an_unknown_outcome_can_be_resolved() {
    var life = new Life(TestCharters.of(List.of(effect("mail", Once.ONCE))));
    life.proposes("mail");
    var mail = life.permitted();
    assertThat(refusal(life, new Request.Resolve(mail, RESULT, ADA)))
        .isEqualTo("the outcome of " + mail + " is not unknown");

    life.record(new Event.OutcomeUnknown(mail, 1, ToolFault.TIMEOUT, "gone"));
    var happened = (Event.OutcomeResolved) admit(life, new Request.Resolve(mail, RESULT, ADA));
    assertThat(happened.happened()).isTrue();
    var not = (Event.OutcomeResolved) admit(life, new Request.Resolve(mail, null, ADA));
    assertThat(not.happened()).isFalse();
  }

  @Test
  void a_late_answer_for_what_was_never_wanted_is_refused() {
    var life = new Life(TestCharters.of(List.of(read("look"))));

    var stranger = new CommandId(1, life.state().sequence() + 1, 0);

    assertThat(refusal(life, new Request.Late(stranger, 1, RESULT)))
        .isEqualTo(stranger + " was never wanted");
  }

  @Test
  void a_run_is_paused_only_while_it_goes_on_and_goes_on_only_when_paused() {
    var life = new Life(TestCharters.of(List.of()));
    assertThat(refusal(life, new Request.Continue("ada"))).contains("is not paused");

    life.record(admit(life, new Request.Pause("ada", "lunch")));

    assertThat(life.state().status()).isEqualTo(Status.PAUSED);
    assertThat(refusal(life, new Request.Pause("ada", "again"))).contains("is not going on");
    assertThat(admit(life, new Request.Continue("ada"))).isInstanceOf(Event.RunContinued.class);
  }

  private static Life held(List<String> approvers, boolean distinct) {
    var terms = new ApprovalTerms(Duration.ofHours(1), approvers, distinct);
    var rules = new Rules(List.of(), List.of(), terms, null, List.of(), null);
    var bounds = TestCharters.bounds(Autonomy.ASSIST);
    return new Life(TestCharters.of(List.of(effect("pay", KEYED)), bounds, rules)).proposes("pay");
  }

  private static Request approval(Life life, Principal by) {
    return new Request.Approve(life.held(), ((CommandHeld) life.last()).wanted(), by);
  }

  private static Event admit(Life life, Request request) {
    return Admission.admit(life.state(), ID, request, life.now());
  }

  private static String refusal(Life life, Request request) {
    return ((RequestRefused) admit(life, request)).reason();
  }
}
