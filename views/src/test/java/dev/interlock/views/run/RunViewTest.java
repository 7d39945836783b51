package dev.interlock.views.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.failure.ModelFault;
import dev.interlock.kernel.run.Ending;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.run.Status;
import dev.interlock.kernel.value.Digest;
import dev.interlock.kernel.value.Value;
import dev.interlock.views.EntryBuilder;
import dev.interlock.views.Journals;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunViewTest {

  @Test
  void a_completed_run_shows_its_answer_and_everything_about_it() {
    var view = RunView.of(Journals.refunded().entries());

    assertThat(view.status()).isEqualTo(Status.COMPLETED);
    assertThat(view.output()).contains(Value.of("Refunded 120.00 for o-991."));
    assertThat(view.scripted()).isTrue();
    assertThat(view.duration()).isEqualTo(Duration.ofMinutes(3).plusMillis(12));
    assertThat(view.waiting()).isEmpty();
    assertThat(view.reason()).isEmpty();
  }

  @Test
  void the_document_has_every_field_of_the_contract() {
    assertThat(RunView.of(Journals.refunded().entries()).json().members())
        .containsKeys(
            "run",
            "agent",
            "charter",
            "status",
            "output",
            "evidence",
            "cost",
            "durationMs",
            "failures",
            "waiting",
            "scripted")
        .containsEntry("run", Value.of(EntryBuilder.RUN.text()))
        .containsEntry("agent", Value.of("refund-desk"))
        .containsEntry("charter", Value.of(Digest.of("charter").hex()))
        .containsEntry("status", Value.of("COMPLETED"))
        .containsEntry("durationMs", Value.of(180_012));
  }

  static List<Arguments> waits() {
    return List.of(
        Arguments.of(Journals.asked(), "approval", EntryBuilder.RUN + ":1.7.0", "1.7.0"),
        Arguments.of(Journals.doubtful(), "outcome", null, "1.3.0"),
        Arguments.of(slowed(), "timer", null, "1.1.0"),
        Arguments.of(paused(), "switch", null, null));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void what_a_run_waits_for_is_named_by_kind_and_by_what_the_verbs_take(
      EntryBuilder journal, String kind, @Nullable String id, @Nullable String call) {
    var waiting = RunView.of(journal.entries()).waiting();

    assertThat(waiting).hasSize(1);
    var json = waiting.getFirst().json();
    assertThat(json.members())
        .containsKeys("kind", "id", "call", "tool", "arguments", "digest", "holds", "expiresAt")
        .containsEntry("kind", Value.of(kind))
        .containsEntry("id", id == null ? Value.Null.NULL : Value.of(id))
        .containsEntry("call", call == null ? Value.Null.NULL : Value.of(call));
  }

  @Test
  void a_question_tells_what_is_asked_and_until_when() {
    var json = RunView.of(Journals.asked().entries()).waiting().getFirst().json().json();

    assertThat(json)
        .contains("\"tool\":\"issue_refund\"")
        .contains("\"arguments\":{\"amount\":120.00,\"order_id\":\"o-991\"}")
        .contains("\"gate\":\"autonomy\"")
        .contains("\"expiresAt\":\"2026-01-01T10:00:00.012Z\"");
  }

  static List<Arguments> endings() {
    return List.of(
        Arguments.of(new Ending.Stopped(Leaf.CST_1, "no money"), Status.STOPPED, "no money"),
        Arguments.of(new Ending.Failed(Leaf.TOL_5, "no net"), Status.FAILED, "no net"),
        Arguments.of(
            new Ending.Escalated("lead", Leaf.REA_1, "unsure"), Status.ESCALATED, "unsure"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void a_run_that_ends_otherwise_has_a_reason_and_no_answer(
      Ending ending, Status status, String reason) {
    var journal = Journals.doubtful();
    var over =
        journal.record(
            new Event.OutcomeResolved(
                EntryBuilder.id(3, 0), false, null, EntryBuilder.BO, new RequestId("r")));
    var ask = over.permits().state().permitted().getFirst().command().id();
    var view =
        RunView.of(
            over.record(
                    new Event.ModelFailed(
                        ask, 1, ModelFault.UNAUTHENTICATED, "bad key", null, null))
                .record(new Event.RunEnded(ending))
                .entries());

    assertThat(view.status()).isEqualTo(status);
    assertThat(view.reason()).contains(reason);
    assertThat(view.output()).isEmpty();
    assertThat(view.evidence()).isEmpty();
  }

  @Test
  void what_is_recorded_after_the_end_does_not_lengthen_the_run() {
    var journal = Journals.refunded();
    var ended = RunView.of(journal.entries()).duration();
    journal
        .after(Duration.ofDays(1))
        .record(new Event.RequestRefused(new RequestId("late"), "it is over"));

    assertThat(RunView.of(journal.entries()).duration()).isEqualTo(ended);
  }

  private static EntryBuilder slowed() {
    var journal = new EntryBuilder(Journals.charter("openai/x")).permits();
    var ask = journal.state().permitted().getFirst().command().id();
    return journal.record(
        new Event.ModelFailed(
            ask, 1, ModelFault.RATE_LIMIT, "slow down", Duration.ofMinutes(1), null));
  }

  private static EntryBuilder paused() {
    return new EntryBuilder(Journals.charter("openai/x"))
        .record(new Event.RunPaused("switch on all", "incident 7"));
  }
}
