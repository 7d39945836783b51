package dev.interlock.views.review;

import static dev.interlock.kernel.run.Denial.Consequence.ESCALATE;
import static dev.interlock.views.EntryBuilder.call;
import static dev.interlock.views.EntryBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.interlock.kernel.failure.Leaf;
import dev.interlock.kernel.run.Denial;
import dev.interlock.kernel.run.Event;
import dev.interlock.kernel.run.RequestId;
import dev.interlock.kernel.value.Value;
import dev.interlock.kernel.value.ValuePath;
import dev.interlock.views.Journals;
import dev.interlock.views.review.Made.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person is told who takes a run over. */
class DossierTest {
  @Test
  void what_was_tried_found_done_and_refused_stands_in_it() {
    var dossier = Dossier.of(Journals.refunded().entries());

    assertThat(dossier.findings())
        .extracting(one -> one.call().tool())
        .containsExactly("get_order", "issue_refund");
    assertThat(dossier.effects())
        .singleElement()
        .satisfies(one -> assertThat(one.outcome()).isEqualTo(Outcome.DONE))
        .satisfies(one -> assertThat(one.detail()).isEqualTo("{\"receipt\":\"r-17\"}"));
    assertThat(dossier.refused())
        .singleElement()
        .satisfies(one -> assertThat(one.denial().leaf()).isEqualTo(Leaf.SAF_6));
    assertThat(dossier.escalated()).isEmpty();
  }

  @Test
  void an_effect_whose_fate_nobody_knows_is_in_doubt() {
    assertThat(Dossier.of(Journals.doubtful().entries()).effects())
        .singleElement()
        .satisfies(one -> assertThat(one.outcome()).isEqualTo(Outcome.IN_DOUBT));
  }

  @Test
  void a_result_that_may_not_be_relied_on_is_no_finding() {
    var dossier = Dossier.of(Journals.flawed().entries());

    assertThat(dossier.findings()).isEmpty();
    assertThat(dossier.made())
        .singleElement()
        .satisfies(one -> assertThat(one.outcome()).isEqualTo(Outcome.FLAWED));
  }

  @Test
  void a_long_story_is_told_in_bounds() {
    var journal = Journals.looked();
    var wanted = Value.of("x".repeat(3 * Dossier.CHARS_MAX));
    for (var i = 0; i < 2 * Dossier.ITEMS_MAX; i++) {
      journal.record(new Event.RequestRefused(new RequestId("r" + i), "no"));
    }
    var at = journal.entries().size();
    journal
        .says(Journals.USAGE, "", call("get_order", Map.of("q", wanted)))
        .permits()
        .returns(id(at + 2, 0), wanted);

    var json = Dossier.of(journal.entries()).json();

    assertThat(json.json().length()).isLessThan(4 * Dossier.CHARS_MAX);
    assertThat(ValuePath.parse("findings.items[1].detail").orElseThrow().in(json)).isPresent();
  }

  @Test
  void an_escalated_run_says_to_whom_and_why() {
    var journal = Journals.looked().says(Journals.USAGE, "Perhaps.");
    var unsure =
        new Denial("answer", "confidence-min", "not sure", Value.Obj.EMPTY, ESCALATE, Leaf.REA_1);
    var answer = journal.state().pending().keySet().iterator().next();
    journal.record(new Event.CommandDenied(answer, unsure, journal.facts(null))).permits();

    var json = Dossier.of(journal.entries()).json();

    assertThat(json.get("status")).contains(Value.of("ESCALATED"));
    assertThat(json.get("goal")).contains(Value.of("Refund order o-991"));
    assertThat(json.get("requester")).contains(Value.of("ann"));
    assertThat(json.get("leaf")).contains(Value.of("REA-1"));
    assertThat(json.get("reason")).contains(Value.of("not sure"));
  }
}
