package dev.interlock.kernel.run;

import static dev.interlock.kernel.run.TestCharters.KEYED;
import static dev.interlock.kernel.run.TestCharters.RECONCILE;
import static dev.interlock.kernel.run.TestCharters.effect;
import static dev.interlock.kernel.run.TestCharters.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.EffectClass.Once;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.PolicyRule;
import dev.interlock.kernel.charter.Rules.Then;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.CommandHeld;
import dev.interlock.kernel.run.Event.LateAnswerKept;
import dev.interlock.kernel.run.Event.OutcomeResolved;
import dev.interlock.kernel.run.Event.OutcomeUnknown;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.RunCancelled;
import dev.interlock.kernel.run.Event.RunContinued;
import dev.interlock.kernel.run.Event.RunPaused;
import dev.interlock.kernel.run.Event.SwitchThrown;
import dev.interlock.kernel.run.Event.ToolReturned;
import dev.interlock.kernel.run.Facts.RuleOutcome;
import dev.interlock.kernel.run.Facts.Truth;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What outsiders may ask for at which moment. */
class RequestTest {
  private static final Principal ADA = Principal.of("ada", "lead");
  private static final Content RESULT = new Content.Inline(Value.of("sent"));
  private static final RequestId ID = new RequestId("r");

  @Test
  void a_run_that_has_ended_is_not_cancelled() {
    var life = new Life(TestCharters.of(List.of())).answers("done");

    assertThat(refusal(life, new Request.Cancel(ADA)))
        .isEqualTo("the run has ended; it is COMPLETED");
  }

  @Test
  void a_run_is_cancelled_once() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");

    var cancelled = admit(life, new Request.Cancel(ADA));
    assertThat(cancelled).isEqualTo(new RunCancelled(ADA, ID));
    life.record(cancelled);

    assertThat(refusal(life, new Request.Cancel(ADA)))
        .isEqualTo("the run is being cancelled already; it is RUNNING");
  }

  @Test
  void a_run_that_heads_for_another_end_may_be_cancelled() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    life.record(new Event.DeadlinePassed());

    assertThat(admit(life, new Request.Cancel(ADA))).isInstanceOf(RunCancelled.class);
  }

  @Test
  void nobody_lets_a_run_go_on_that_a_switch_has_stopped() {
    var life = new Life(TestCharters.of(List.of())).judge().record(thrown());

    assertThat(refusal(life, new Request.Continue("ann")))
        .isEqualTo("the run is stopped by the switch on all: an incident");
  }

  @Test
  void a_pause_may_be_taken_back_while_a_switch_is_thrown() {
    var life = new Life(TestCharters.of(List.of())).judge();
    life.record(new RunPaused("ann", "lunch")).record(thrown());

    assertThat(admit(life, new Request.Continue("ann"))).isEqualTo(new RunContinued("ann"));
  }

  @ParameterizedTest
  @CsvSource({"keyed, false", "reconcile, false", "once, true"})
  void a_person_may_not_set_the_key_of_an_effect(String effect, boolean admitted) {
    var effectClass =
        switch (effect) {
          case "keyed" -> KEYED;
          case "reconcile" -> RECONCILE;
          default -> Once.ONCE;
        };
    var life = held(effect("pay", effectClass));

    var edit = edit(life, Value.of(Map.of("key", Value.of("mine"))));

    assertThat(edit instanceof Event.ApprovalEdited).isEqualTo(admitted);
    if (!admitted) {
      assertThat(((RequestRefused) edit).reason())
          .isEqualTo("/key is filled by the runtime; leave it out");
    }
    assertThat(edit(life, Value.of(Map.of("amount", Value.of(5)))))
        .isInstanceOf(Event.ApprovalEdited.class);
  }

  @Test
  void a_held_read_has_no_key_and_may_be_edited_in_every_argument() {
    var ask = new PolicyRule("policy[0]", "true", Then.HOLD, "ask first");
    var terms = TestCharters.rules().approvals();
    var rules = new Rules(List.of(ask), List.of(), terms, null, List.of(), null);
    var bounds = TestCharters.bounds(Autonomy.BOUNDED);
    var life = new Life(TestCharters.of(List.of(read("look")), bounds, rules));
    life.knowing(facts ->
            new Facts(
                facts.at(),
                facts.standing(),
                facts.violations(),
                List.of(new RuleOutcome("policy[0]", Truth.TRUE, "")),
                facts.answer(),
                facts.evaluators()))
        .proposes("look");

    assertThat(edit(life, Value.of(Map.of("key", Value.of("mine")))))
        .isInstanceOf(Event.ApprovalEdited.class);
  }

  @ParameterizedTest
  @CsvSource({"12_249, false", "12_250, true"})
  void that_nothing_happened_is_believed_once_nothing_can_happen_any_more(
      String millis, boolean admitted) {
    var life = new Life(TestCharters.of(List.of(effect("mail", Once.ONCE)))).proposes("mail");
    var mail = life.permitted();
    life.record(new OutcomeUnknown(mail, 1, ToolFault.CRASH, "died"));
    life.after(Duration.ofMillis(Long.parseLong(millis.replace("_", ""))));

    var no = admit(life, new Request.Resolve(mail, null, ADA));

    assertThat(no instanceof OutcomeResolved).isEqualTo(admitted);
    if (!admitted) {
      assertThat(((RequestRefused) no).reason())
          .isEqualTo(
              mail
                  + " may still take effect until 2026-01-01T00:00:12.250Z; look again"
                  + " after that");
    }
    assertThat(admit(life, new Request.Resolve(mail, RESULT, ADA)))
        .as("that it happened is believed at once")
        .isInstanceOf(OutcomeResolved.class);
  }

  @Test
  void a_late_answer_settles_what_is_under_way_and_is_kept_beside_what_is_not() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    var pay = life.permitted();
    var late = new Request.Late(pay, 1, RESULT);

    assertThat(admit(life, late)).isEqualTo(new ToolReturned(pay, 1, RESULT, Duration.ZERO));
    life.returns("paid");
    assertThat(admit(life, late)).isEqualTo(new LateAnswerKept(pay, 1, RESULT, ID));
  }

  @Test
  void a_late_answer_to_a_call_that_is_not_said_to_have_failed_changes_nothing() {
    var life = new Life(TestCharters.of(List.of(effect("pay", KEYED)))).proposes("pay");
    var pay = life.permitted();
    life.returns("paid");
    var before = life.state();

    life.record(admit(life, new Request.Late(pay, 1, RESULT)));

    assertThat(life.state().transcript()).isEqualTo(before.transcript());
    assertThat(life.state().course().outlook()).isEqualTo(before.course().outlook());
  }

  @Test
  void a_command_of_the_last_entry_was_wanted() {
    var life = new Life(TestCharters.of(List.of(read("look")))).proposes("look");
    var newest = new CommandId(1, life.state().sequence(), 0);

    assertThat(admit(life, new Request.Late(newest, 1, RESULT))).isInstanceOf(LateAnswerKept.class);
  }

  @Test
  void a_request_is_named_by_one_to_two_hundred_characters() {
    assertThat(new RequestId("r".repeat(200)).text()).hasSize(200);
    for (var text : List.of("", " ", "r".repeat(201))) {
      assertThatThrownBy(() -> new RequestId(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_command_id_is_read_as_it_was_written() {
    var id = new CommandId(3, 12, 7);

    assertThat(CommandId.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.2", "1.2.3.4", "a.b.c", "1.2.-3", "1234567890123456789.1.0"})
  void what_is_no_command_id_is_refused(String text) {
    assertThatThrownBy(() -> CommandId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a call id: '" + text + "', expected like 1.12.0");
  }

  private static Life held(ToolContract tool) {
    var bounds = TestCharters.bounds(Autonomy.ASSIST);
    return new Life(TestCharters.of(List.of(tool), bounds, TestCharters.rules())).proposes("pay");
  }

  private static Event edit(Life life, Value.Obj arguments) {
    var wanted = ((CommandHeld) life.last()).wanted();
    return admit(life, new Request.Edit(life.held(), wanted, arguments, ADA));
  }

  private static Event thrown() {
    var all = new Facts.Switch("all", null, "an incident", false);
    return new SwitchThrown(all, new Signed("ada", "root", Instant.EPOCH));
  }

  private static Event admit(Life life, Request request) {
    return Admission.admit(life.state(), ID, request, life.now());
  }

  private static String refusal(Life life, Request request) {
    return ((RequestRefused) admit(life, request)).reason();
  }
}
