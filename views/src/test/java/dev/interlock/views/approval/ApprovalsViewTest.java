package dev.interlock.views.approval;

import static dev.interlock.views.EntryBuilder.RUN;
import static dev.interlock.views.EntryBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlock.views.EntryBuilder;
import dev.interlock.views.Journals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApprovalsViewTest {

  @Test
  void a_held_call_is_an_open_question_with_all_that_a_person_needs() {
    var journal = Journals.asked();
    var view = ApprovalsView.of(journal.entries());
    var question = view.about(id(7, 0)).orElseThrow();

    assertThat(view.open()).containsExactly(question);
    assertThat(question.id()).isEqualTo(RUN + ":1.7.0");
    assertThat(question.digest()).isEqualTo(question.call().digest());
    assertThat(question.holds()).containsExactly(Journals.MONEY);
    assertThat(question.expiresAt()).hasToString("2026-01-01T10:00:00.012Z");
    assertThat(view.requester()).isEqualTo(EntryBuilder.ANN);
    assertThat(view.approvers()).containsExactly("refunds-lead");
  }

  static List<EntryBuilder> withoutQuestions() {
    return List.of(Journals.looked(), Journals.doubtful(), Journals.refunded());
  }

  @ParameterizedTest
  @MethodSource("withoutQuestions")
  void a_run_that_asks_nothing_has_no_open_question(EntryBuilder journal) {
    assertThat(ApprovalsView.of(journal.state()).open()).isEmpty();
  }

  @Test
  void no_entries_are_no_run() {
    assertThatThrownBy(() -> ApprovalsView.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
