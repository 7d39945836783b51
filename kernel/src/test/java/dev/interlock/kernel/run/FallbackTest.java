package dev.interlock.kernel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.kernel.charter.Autonomy;
import dev.interlock.kernel.charter.Charter;
import dev.interlock.kernel.charter.FallbackFunction;
import dev.interlock.kernel.charter.Principal;
import dev.interlock.kernel.charter.Rules;
import dev.interlock.kernel.charter.Rules.ApprovalTerms;
import dev.interlock.kernel.charter.ToolContract;
import dev.interlock.kernel.charter.ToolContract.Exposure;
import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.failure.ToolFault;
import dev.interlock.kernel.run.Event.FallbackTaken;
import dev.interlock.kernel.run.Event.RequestRefused;
import dev.interlock.kernel.run.Event.ReviewSettled;
import dev.interlock.kernel.run.Facts.AnswerFacts;
import dev.interlock.kernel.run.Facts.Standing;
import dev.interlock.kernel.run.Facts.Violation;
import dev.interlock.kernel.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when the agent cannot go on. */
class FallbackTest {
  private static final Principal LEAD = Principal.of("lea", "lead");

  @Test
  void a_function_is_wanted_when_every_model_has_failed_and_its_answer_completes_the_run() {
    var life = modelFails(charter("lead"));
    assertThat(life.state().wantsFallback()).isTrue();

    take(life).returns("yes");

    assertThat(ending(life)).isInstanceOf(Ending.Completed.class);
    var done = (Ending.Completed) ending(life);
    assertThat(done.author()).isInstanceOf(Author.Function.class);
    assertThat(done.output().json()).contains("yes");
    assertThat(life.state().spending().modelCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Impasse.class)
  void each_impasse_leads_where_the_table_says(Impasse impasse) {
    for (var function : List.of(true, false)) {
      for (var person : List.of(true, false)) {
        var charter = charter(person ? "lead" : null, function);
        var now = Fallbacks.giveUp(new Life(charter).state(), impasse, Leaf.REA_1, "why");
        if (function && impasse.function()) {
          assertThat(now.wantsFallback()).isTrue();
        } else {
          var status = person && impasse.person() ? Status.ESCALATED : impasse.alone();
          assertThat(now.course().intended().map(Ending::status)).isEqualTo(Optional.of(status));
        }
      }
    }
  }

  @Test
  void a_function_that_fails_leads_to_a_person_and_is_not_asked_again() {
    var life = take(modelFails(charter("lead")));
    life.record(new Event.ToolFailed(life.permitted(), 1, ToolFault.TOOL_ERROR, "no rule", null))
        .judge();

    assertThat(ending(life)).isInstanceOf(Ending.Escalated.class);
    var escalated = (Ending.Escalated) ending(life);
    assertThat(escalated.to()).isEqualTo("lead");
    assertThat(escalated.leaf()).isEqualTo(Leaf.TOL_4);
    assertThat(escalated.reason()).contains("gave no answer: failed: tool_error: no rule");
    assertThat(life.state().wantsFallback()).isFalse();
  }

  @Test
  void a_function_whose_answer_is_refused_leads_to_a_person() {
    var life = take(modelFails(charter(null)));
    life.knowing(facts -> facts.answer() == null ? facts : with(facts, violated(facts.answer())))
        .returns("maybe");

    assertThat(ending(life)).isInstanceOf(Ending.Escalated.class);
    assertThat(((Ending.Escalated) ending(life)).reason())
        .contains("its answer was refused: /verdict is not one of those");
  }

  @Test
  void a_function_without_arguments_is_not_called() {
    var life = modelFails(charter("lead")).record(new FallbackTaken("decide", null, "no total"));

    assertThat(life.judge().state().status()).isEqualTo(Status.ESCALATED);
    assertThat(((Ending.Escalated) ending(life)).reason()).contains("not called: no total");
  }

  @Test
  void a_pause_keeps_the_function_from_being_called_until_the_run_goes_on() {
    var life = modelFails(charter("lead")).record(new Event.RunPaused("ann", "lunch"));
    assertThat(life.state().wantsFallback()).isFalse();

    life.record(new Event.RunContinued("ann"));

    assertThat(life.state().wantsFallback()).isTrue();
  }

  @Test
  void a_cancelled_run_asks_no_function() {
    var life = modelFails(charter("lead"));
    life.record(new Event.RunCancelled(Life.ANN, new RequestId("c"))).judge();

    assertThat(life.state().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void a_model_cannot_call_the_function() {
    var life = new Life(charter("lead")).proposes("decide");

    assertThat(life.entries().stream().map(Entry::event))
        .anyMatch(event ->
            event instanceof Event.CommandDenied(_, var denial, _)
                && denial.gate().equals("known-tool"));
  }

  @Test
  void a_function_that_has_an_effect_waits_for_a_persons_yes_and_may_be_given_something_else() {
    var tool = internal(TestCharters.effect("decide", TestCharters.KEYED));
    var life = take(modelFails(charter(rules("lead", true), tool, Autonomy.ASSIST)));
    var call = life.held();
    var wanted = life.call(call).digest();
    var other = Value.of(Map.of("goal", Value.of("other")));
    life.record(new Event.ApprovalEdited(call, other, LEAD, new RequestId("e"))).judge();
    var changed = life.call(life.held());
    life.record(
            new Event.ApprovalGranted(
                changed.id(), changed.digest(), Principal.of("kim", "lead"), new RequestId("k")))
        .judge();
    assertThat(wanted).isNotEqualTo(life.call(life.permitted()).digest());

    life.returns("yes");

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void a_function_that_a_person_rejects_leads_to_review() {
    var tool = internal(TestCharters.effect("decide", TestCharters.KEYED));
    var life = take(modelFails(charter(rules("lead", true), tool, Autonomy.ASSIST)));
    var no = new Event.ApprovalRejected(life.held(), "not this", LEAD, new RequestId("r"));

    assertThat(life.record(no).judge().state().status()).isEqualTo(Status.ESCALATED);
    assertThat(((Ending.Escalated) ending(life)).reason()).contains("rejected by lea: not this");
  }

  @Test
  void a_person_settles_an_escalated_run_once() {
    var life = modelFails(charter("lead", false));
    var settle = new Request.SettleReview(Value.of("yes"), "asked", LEAD);
    var event = admitted(life, settle);
    assertThat(event).isInstanceOf(ReviewSettled.class);

    life.record(event);

    assertThat(life.state().status()).isEqualTo(Status.COMPLETED);
    var author = ((Ending.Completed) ending(life)).author();
    assertThat(author).isInstanceOf(Author.Person.class);
    assertThat(refusal(life, settle))
        .isEqualTo("the run does not wait for manual review; it is COMPLETED");
  }

  @Test
  void only_the_reviewing_role_settles_and_not_whoever_asked_for_the_run() {
    var life = modelFails(charter("lead", false));
    var ann = new Request.SettleReview(Value.of("yes"), "", Life.ANN);
    assertThat(refusal(life, ann)).isEqualTo("ann does not have the reviewing role lead");

    var self = new Request.SettleReview(Value.of("yes"), "", Principal.of("ann", "lead"));
    assertThat(refusal(life, self)).isEqualTo("ann asked for this run and may not review it");
  }

  @Test
  void a_run_that_goes_on_cannot_be_settled() {
    var life = new Life(charter("lead"));

    assertThat(refusal(life, new Request.SettleReview(Value.of("yes"), "", LEAD)))
        .isEqualTo("the run does not wait for manual review; it is RUNNING");
  }

  @Test
  void a_journal_in_which_a_refused_answer_settles_a_run_is_corrupt() {
    var life = modelFails(charter("lead", false));
    var event = (ReviewSettled) admitted(life, new Request.SettleReview(Value.of(1), "", LEAD));
    var answer = event.facts().answer();
    assertThat(answer).isNotNull();
    var forged =
        new ReviewSettled(
            with(event.facts(), answer == null ? null : violated(answer)),
            "",
            LEAD,
            event.request());

    assertThatThrownBy(() -> life.record(forged))
        .isInstanceOf(JournalCorruptException.class)
        .hasMessageContaining("the result does not fit: /verdict is not one of those");
  }

  private static Event admitted(Life life, Request request) {
    return Admission.admit(life.state(), new RequestId("s"), request, life.now());
  }

  private static String refusal(Life life, Request request) {
    return ((RequestRefused) admitted(life, request)).reason();
  }

  private static Life modelFails(Charter charter) {
    var life = new Life(charter).judge();
    var fault = ModelFault.UNAUTHENTICATED;
    return life.record(new Event.ModelFailed(life.permitted(), 1, fault, "no key", null, null))
        .judge();
  }

  private static Life take(Life life) {
    var arguments = Value.of(Map.of("goal", Value.of("find out")));
    return life.after(Duration.ofSeconds(1))
        .record(new FallbackTaken("decide", arguments, ""))
        .judge();
  }

  private static Ending ending(Life life) {
    return ((Course.Outlook.Over) life.state().course().outlook()).ending();
  }

  private static Charter charter(@Nullable String escalateTo) {
    return charter(escalateTo, true);
  }

  private static Charter charter(@Nullable String escalateTo, boolean function) {
    return charter(
        rules(escalateTo, function), internal(TestCharters.read("decide")), Autonomy.BOUNDED);
  }

  private static Charter charter(Rules rules, ToolContract function, Autonomy autonomy) {
    return TestCharters.of(
        List.of(TestCharters.read("look"), function), TestCharters.bounds(autonomy), rules);
  }

  private static Rules rules(@Nullable String escalateTo, boolean function) {
    var approvals = new ApprovalTerms(Duration.ofHours(1), List.of(), true);
    return new Rules(
        List.of(),
        List.of(),
        approvals,
        null,
        List.of(),
        escalateTo,
        List.of(),
        null,
        function ? new FallbackFunction("decide", Map.of()) : null);
  }

  private static ToolContract internal(ToolContract tool) {
    return new ToolContract(
        tool.descriptor(),
        tool.effect(),
        tool.risk(),
        tool.permission(),
        tool.limits(),
        Exposure.INTERNAL);
  }

  private static AnswerFacts violated(AnswerFacts answer) {
    var wrong = new Violation("/verdict", "is not one of those");
    return new AnswerFacts(
        answer.output(), answer.evidence(), null, List.of(wrong), List.of(), List.of());
  }

  private static Facts with(Facts facts, @Nullable AnswerFacts answer) {
    return new Facts(facts.at(), Standing.NONE, List.of(), List.of(), answer, facts.evaluators());
  }
}
